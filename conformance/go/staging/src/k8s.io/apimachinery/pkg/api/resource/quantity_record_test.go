// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package resource

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
)

type quantityCase struct {
	Text  string `json:"text"`
	Error bool   `json:"error,omitempty"`
	Value int64  `json:"value"`
	Milli int64  `json:"milli"`
}

// What is below 2^53 in thousandths, as numbers of JavaScript are exact there.
func TestRecordQuantity(t *testing.T) {
	random := rand.New(rand.NewSource(64))
	texts := []string{
		"", "0", "00", "1", "1.", ".5", ".", "+1", "-1", "-500m", "-1.5", "--1", "1e3", "1E3", "1e-3", "12e2", "1e", "1E", "1Ei", "1n", "1u", "1.5u", "999999n", "1000000n", "1000001n",
		"0.1Mi", "1.5Gi", "0.0000000001", "0.5n", "1.5Ki", "1mi", "1 Gi", " 1", "1K", "1ki", "1g", "foo", "1.2.3", "0x1", "1_000", "1,5", "100m", "1500m", "64Mi", "200Mi", "2Gi", "1k", "1M", "1G", "1T", "1Ti", "8Pi", "110", "0.1", "0.001", "0.0001", "1e+2",
		"5m5", "5Mi5", "1e3m", "e3", "Mi", "-", "+", "0Mi", "0.0", "1.0000000001Ki", "123456789.987654321", "1Kii", "1im", "1nm",
	}
	suffixes := []string{"", "", "m", "m", "k", "M", "G", "Ki", "Mi", "Gi", "Mi", "u", "n", "e2", "E1", "e-2", "T", "Ti", "K", "x"}
	for len(texts) < 420 {
		text := fmt.Sprint(random.Intn([]int{10, 1000, 100000}[random.Intn(3)]))
		if random.Intn(2) == 0 {
			text += fmt.Sprintf(".%0*d", 1+random.Intn(4), random.Intn(10))
		}
		texts = append(texts, text+suffixes[random.Intn(len(suffixes))])
	}
	cases := []quantityCase{}
	for _, text := range texts {
		one := quantityCase{Text: text}
		q, err := ParseQuantity(text)
		if err != nil {
			one.Error = true
		} else {
			one.Value, one.Milli = q.Value(), q.MilliValue()
		}
		if one.Milli >= 1<<53 || one.Value >= 1<<43 { // MilliValue overflows, to anything.
			continue
		}
		cases = append(cases, one)
	}
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.Marshal(map[string]interface{}{"symbol": "staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go#Quantity", "cases": cases})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "quantity.json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
