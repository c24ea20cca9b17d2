// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package labels

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/selection"
)

func labelWriteVectors(t *testing.T, name, symbol string, cases []interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", "staging/src/k8s.io/apimachinery/pkg/labels/selector.go#"+symbol)
	for i, one := range cases {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(one); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		fmt.Fprintf(&text, "  %s", bytes.TrimSpace(line.Bytes()))
	}
	text.WriteString("\n ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

var labelLong = strings.Repeat("a", 63)

var labelKeys = []string{
	"app", "app", "tier", "x", "constructor", "a.b/c", "example.com/app", "in", "notin", "1", "A-b_c.d", labelLong, labelLong + "a", "",
	"-a", "a-", "a b", "a\"b", "\ta", "\u00e9", "/a", "a/", "Up.er/a", "a/b/c", "a..b/c", "//", "_", "a=b", strings.Repeat("a", 253) + "/n", strings.Repeat("a", 254) + "/n", "x\x7f", "a\u200b", "\U0001F600", strings.Repeat("\u00e9", 32),
}

var labelValues = []string{
	"", "", "web", "web", "db", "1", "2", "10", "-1", "+1", "007", "1_0", "0x1", "1.5", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "in", "a b", "-", "A", labelLong, labelLong + "a", "\u00e9", "\"", strings.Repeat("\u00e9", 32),
}

var labelOperators = []selection.Operator{
	selection.In, selection.NotIn, selection.Equals, selection.DoubleEquals, selection.NotEquals, selection.Exists, selection.DoesNotExist, selection.GreaterThan, selection.LessThan,
}

var labelSmall = []string{"", "web", "db", "1", "2", "10", "-1", "9223372036854775807", "x"}

func labelPick(random *rand.Rand, values []string) string { return values[random.Intn(len(values))] }

func labelSet(random *rand.Rand) Set {
	set := Set{}
	for left := random.Intn(4); left > 0; left-- {
		set[labelPick(random, []string{"app", "tier", "x", "constructor", "in"})] = labelPick(random, append(labelSmall, "+2", "1_0", "9223372036854775808"))
	}
	return set
}

type labelSelectorCase struct {
	// The requirements as written, sorted.
	Items  [][]string `json:"items,omitempty"`
	Text   string     `json:"text,omitempty"`
	Empty  bool       `json:"empty,omitempty"`
	Labels []Set      `json:"labels,omitempty"`
	Match  []bool     `json:"match,omitempty"`
	Exact  []string   `json:"exact,omitempty"`
	Err    string     `json:"err,omitempty"`
}

// The labels are drawn also for an error, so that what is asked next does not depend on it.
func labelAnswer(random *rand.Rand, selector Selector, err error) labelSelectorCase {
	sets := []Set{labelSet(random), labelSet(random), labelSet(random)}
	if err != nil {
		return labelSelectorCase{Err: err.Error()}
	}
	one := labelSelectorCase{Labels: sets, Text: selector.String(), Empty: selector.Empty()}
	requirements, _ := selector.Requirements()
	for _, r := range requirements {
		one.Items = append(one.Items, append([]string{r.Key(), string(r.Operator())}, r.strValues...))
	}
	for _, set := range sets {
		one.Match = append(one.Match, selector.Matches(set))
	}
	for _, key := range []string{"app", "tier"} {
		if value, found := selector.RequiresExactMatch(key); found {
			one.Exact = append(one.Exact, key+"="+value)
		}
	}
	return one
}

func TestRecordLabelNewRequirement(t *testing.T) {
	type requirementCase struct {
		Key  string   `json:"key"`
		Op   string   `json:"op"`
		Vals []string `json:"vals"`
		labelSelectorCase
	}
	random := rand.New(rand.NewSource(7))
	cases := []interface{}{}
	for len(cases) < 500 {
		one := requirementCase{Key: labelPick(random, labelKeys), Vals: []string{}}
		values := labelValues
		if random.Intn(2) == 0 {
			one.Key, values = labelPick(random, []string{"app", "tier", "x", "constructor"}), labelSmall
		}
		op := labelOperators[random.Intn(len(labelOperators))]
		if random.Intn(30) == 0 {
			op = selection.Operator(labelPick(random, []string{"", "In", "===", "exist"}))
		}
		one.Op = string(op)
		count := 1
		if op == selection.Exists || op == selection.DoesNotExist {
			count = 0
		}
		if random.Intn(4) == 0 || op == selection.In || op == selection.NotIn {
			count = random.Intn(4)
		}
		for ; count > 0; count-- {
			one.Vals = append(one.Vals, labelPick(random, values))
		}
		requirement, err := NewRequirement(one.Key, op, one.Vals)
		var selector Selector
		if err == nil {
			selector = NewSelector().Add(*requirement)
		}
		one.labelSelectorCase = labelAnswer(random, selector, err)
		cases = append(cases, one)
	}
	labelWriteVectors(t, "label-new-requirement", "NewRequirement", cases)
}

func labelPiece(random *rand.Rand) string {
	key := labelPick(random, []string{"app", "app", "tier", "x", "constructor", "in", "notin"})
	value := func() string { return labelPick(random, labelSmall) }
	space := func() string { return labelPick(random, []string{"", "", "", " ", "\t", "\n ", "\r"}) }
	switch random.Intn(8) {
	case 0:
		return key
	case 1:
		return "!" + space() + key
	case 2, 3:
		return key + space() + labelPick(random, []string{"=", "==", "!="}) + space() + value()
	case 4:
		return key + space() + labelPick(random, []string{">", "<"}) + space() + value()
	default:
		list := []string{}
		for left := random.Intn(4); left > 0; left-- {
			list = append(list, space()+labelPick(random, append(labelSmall, "in", "notin"))+space())
		}
		return key + " " + space() + labelPick(random, []string{"in", "notin"}) + space() + "(" + strings.Join(list, ",") + ")"
	}
}

func TestRecordLabelParse(t *testing.T) {
	type parseCase struct {
		In string `json:"in"`
		labelSelectorCase
	}
	random := rand.New(rand.NewSource(8))
	tokens := []string{"app", "tier", "x", "=", "==", "!=", "!", ">", "<", "in", "notin", "(", ")", ",", " ", "1", "web", "", "\x00", "~", "\u00e9", "\"", "-", "a/b/c"}
	cases := []interface{}{}
	for len(cases) < 900 {
		text := ""
		if len(cases)%3 == 0 {
			for left := random.Intn(8); left > 0; left-- {
				text += labelPick(random, tokens)
			}
		} else {
			pieces := []string{}
			for left := random.Intn(4); left > 0; left-- {
				pieces = append(pieces, labelPiece(random))
			}
			text = strings.Join(pieces, labelPick(random, []string{",", ",", " , "}))
			if at := random.Intn(len(text) + 1); random.Intn(4) == 0 {
				text = text[:at] + labelPick(random, tokens) + text[at:]
			} else if random.Intn(6) == 0 {
				text = text[:at]
			}
		}
		selector, err := Parse(text)
		cases = append(cases, parseCase{In: text, labelSelectorCase: labelAnswer(random, selector, err)})
	}
	for _, text := range []string{"app<2", "app>2", "app<-1", "app>10", "app<9223372036854775807"} {
		selector, err := Parse(text)
		one := labelAnswer(random, selector, err)
		if err == nil {
			one.Labels, one.Match = nil, nil
			for _, value := range []string{"1", "2", "3", "-1", "10", "9223372036854775807"} {
				one.Labels, one.Match = append(one.Labels, Set{"app": value}), append(one.Match, selector.Matches(Set{"app": value}))
			}
		}
		cases = append(cases, parseCase{In: text, labelSelectorCase: one})
	}
	labelWriteVectors(t, "label-parse", "Parse", cases)
}

func TestRecordLabelValidatedSelectorFromSet(t *testing.T) {
	type setCase struct {
		Set Set `json:"set"`
		labelSelectorCase
	}
	random := rand.New(rand.NewSource(9))
	cases := []interface{}{}
	for len(cases) < 250 {
		one := setCase{Set: labelSet(random)}
		if random.Intn(3) == 0 {
			// Go takes the labels in any order: only one may be wrong.
			one.Set = Set{labelPick(random, labelKeys): labelPick(random, labelValues)}
		}
		wrong := 0
		for key, value := range one.Set {
			if validateLabelValue(key, value) != nil || validateLabelKey(key) != nil {
				wrong++
			}
		}
		if wrong > 1 {
			continue
		}
		selector, err := ValidatedSelectorFromSet(one.Set)
		one.labelSelectorCase = labelAnswer(random, selector, err)
		cases = append(cases, one)
	}
	labelWriteVectors(t, "label-validated-selector-from-set", "ValidatedSelectorFromSet", cases)
}
