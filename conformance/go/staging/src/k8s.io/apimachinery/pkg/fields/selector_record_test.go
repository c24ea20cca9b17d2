// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package fields

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
)

type fieldParseCase struct {
	In    string   `json:"in"`
	Text  string   `json:"text,omitempty"`
	Empty bool     `json:"empty,omitempty"`
	Items []string `json:"items,omitempty"`
	Sets  []Set    `json:"sets,omitempty"`
	Match []bool   `json:"match,omitempty"`
	Exact []string `json:"exact,omitempty"`
	Err   string   `json:"err,omitempty"`
}

func TestRecordFieldParse(t *testing.T) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	random := rand.New(rand.NewSource(14))
	pick := func(values ...string) string { return values[random.Intn(len(values))] }
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", "staging/src/k8s.io/apimachinery/pkg/fields/selector.go#ParseSelector")
	for i := 0; i < 600; i++ {
		one := fieldParseCase{}
		for left := random.Intn(4); left > 0; left-- {
			one.In += pick("a", "b", "", "spec.nodeName", "constructor") + pick("=", "=", "==", "!=", "") + pick("", "x", "y", "x\\,y", "x\\=", "\\\\", "\\", "\\x", "x=y", "\u00e9", "\\\u00e9", " ")
			if left > 1 || random.Intn(5) == 0 {
				one.In += ","
			}
		}
		// Drawn also for an error, so that what is asked next does not depend on it.
		sets := []Set{{}, {}, {}}
		for _, set := range sets {
			for left := random.Intn(3); left > 0; left-- {
				set[pick("a", "b", "spec.nodeName")] = pick("", "x", "y", "x,y", "x=")
			}
		}
		selector, err := ParseSelector(one.In)
		if err != nil {
			one.Err = err.Error()
		} else {
			one.Text, one.Empty = selector.String(), selector.Empty()
			for _, r := range selector.Requirements() {
				one.Items = append(one.Items, r.Field+"|"+string(r.Operator)+"|"+r.Value)
			}
			one.Sets = sets
			for _, set := range sets {
				one.Match = append(one.Match, selector.Matches(set))
			}
			for _, field := range []string{"a", "spec.nodeName"} {
				if value, found := selector.RequiresExactMatch(field); found {
					one.Exact = append(one.Exact, field+"="+value)
				}
			}
		}
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		text.Write(data)
	}
	text.WriteString("\n ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, "field-parse-selector.json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
