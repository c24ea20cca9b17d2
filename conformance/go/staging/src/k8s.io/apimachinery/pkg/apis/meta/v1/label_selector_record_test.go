// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package v1

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"k8s.io/apimachinery/pkg/labels"
)

type labelAsSelectorCase struct {
	PS     *LabelSelector `json:"ps"`
	Text   string         `json:"text,omitempty"`
	Empty  bool           `json:"empty,omitempty"`
	Labels []labels.Set   `json:"labels,omitempty"`
	Match  []bool         `json:"match,omitempty"`
	Err    string         `json:"err,omitempty"`
}

func TestRecordLabelSelectorAsSelector(t *testing.T) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	random := rand.New(rand.NewSource(10))
	pick := func(values ...string) string { return values[random.Intn(len(values))] }
	key := func() string { return pick("app", "app", "tier", "constructor", "a.b/c") }
	value := func() string { return pick("web", "web", "db", "", "1") }
	cases := []labelAsSelectorCase{}
	for len(cases) < 400 {
		one := labelAsSelectorCase{}
		if random.Intn(20) > 0 {
			one.PS = &LabelSelector{}
			if random.Intn(3) > 0 {
				one.PS.MatchLabels = map[string]string{}
				for left := random.Intn(3); left > 0; left-- {
					one.PS.MatchLabels[key()] = value()
				}
				if random.Intn(12) == 0 {
					// Go takes the labels in any order: only one may be wrong.
					one.PS.MatchLabels[pick("-", "", "app")] = pick("a b", "-", "x")
				}
			}
			for left := random.Intn(4); left > 0; left-- {
				e := LabelSelectorRequirement{Key: key(), Operator: LabelSelectorOperator(pick("In", "In", "NotIn", "Exists", "DoesNotExist"))}
				if random.Intn(12) == 0 {
					e.Operator = LabelSelectorOperator(pick("Gt", "in", "", "\"", "Equals"))
				}
				if e.Operator == "In" || e.Operator == "NotIn" || random.Intn(9) == 0 {
					for count := 3 - random.Intn(4); count > 0; count-- {
						e.Values = append(e.Values, value())
					}
				}
				if random.Intn(15) == 0 {
					e.Key = pick("", "a b", "/x", "\u00e9")
				}
				if random.Intn(15) == 0 && len(e.Values) > 0 {
					e.Values[0] = pick("-", "a b")
				}
				one.PS.MatchExpressions = append(one.PS.MatchExpressions, e)
			}
		}
		// Drawn also for an error, so that what is asked next does not depend on it.
		sets := []labels.Set{{}, {}, {}}
		for _, set := range sets {
			for left := random.Intn(4); left > 0; left-- {
				set[key()] = value()
			}
		}
		selector, err := LabelSelectorAsSelector(one.PS)
		if err != nil {
			one.Err = err.Error()
		} else {
			one.Text, one.Empty = selector.String(), selector.Empty()
			one.Labels = sets
			for _, set := range sets {
				one.Match = append(one.Match, selector.Matches(set))
			}
		}
		cases = append(cases, one)
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", "staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go#LabelSelectorAsSelector")
	for i, one := range cases {
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		fmt.Fprintf(&text, "  %s", data)
	}
	text.WriteString("\n ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, "label-selector-as-selector.json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
