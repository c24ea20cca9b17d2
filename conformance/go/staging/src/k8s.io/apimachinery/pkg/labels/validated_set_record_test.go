// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package labels

import (
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
)

type validatedSetCase struct {
	Set     Set  `json:"set"`
	Labels  Set  `json:"labels"`
	Matches bool `json:"matches"`
}

func validatedSetRandom(random *rand.Rand, most int) Set {
	if random.Intn(10) == 0 {
		return nil
	}
	set := Set{}
	for left := random.Intn(most + 1); left > 0; left-- {
		// A name that every object of JavaScript has a property of, too.
		key := []string{"app", "tier", "constructor"}[random.Intn(3)]
		set[key] = []string{"web", "web", "db", ""}[random.Intn(4)]
	}
	return set
}

func TestRecordSelectorFromValidatedSet(t *testing.T) {
	random := rand.New(rand.NewSource(27))
	cases := []validatedSetCase{}
	for len(cases) < 300 {
		one := validatedSetCase{Set: validatedSetRandom(random, 2), Labels: validatedSetRandom(random, 6)}
		one.Matches = SelectorFromValidatedSet(one.Set).Matches(one.Labels)
		cases = append(cases, one)
	}
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	symbol := "staging/src/k8s.io/apimachinery/pkg/labels/selector.go#SelectorFromValidatedSet"
	data, err := json.MarshalIndent(map[string]interface{}{"symbol": symbol, "cases": cases}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "selector-from-validated-set.json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
