// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package strategicpatch

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	apps "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/mergepatch"
	forkedjson "k8s.io/apimachinery/third_party/forked/golang/json"
	"sigs.k8s.io/yaml"
)

type patchDoc = map[string]interface{}
type patchList = []interface{}

// patchWrite writes the cases of one function to <VECTORS_OUT>/<name>.json, one a line.
func patchWrite(t *testing.T, name, symbol string, cases patchList) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\"symbol\":%q,\"cases\":[\n", symbol)
	for i, one := range cases {
		data, err := stdjson.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(data)
		if i < len(cases)-1 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
	}
	text.WriteString("]}\n")
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func patchText(t *testing.T, doc interface{}) []byte {
	data, err := stdjson.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// patchCopy has lists without spare capacity, as the API server's have.
func patchCopy(t *testing.T, text []byte) patchDoc {
	doc, err := handleUnmarshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return runtime.DeepCopyJSON(doc)
}

type patchStruct struct {
	Name   string      `json:"name"`
	Fields [][4]string `json:"fields"`
}

func patchTypeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Ptr:
		return "*" + patchTypeName(t.Elem())
	case reflect.Slice:
		return "[]" + patchTypeName(t.Elem())
	case reflect.Struct:
		return t.Name()
	}
	return t.Kind().String()
}

// A field is its JSON name, its type, its strategies with commas and its merge key.
func TestRecordStrategicPatchSchema(t *testing.T) {
	structs := map[string]reflect.Type{}
	cases := patchList{}
	var visit func(t reflect.Type)
	var fieldsOf func(root, at reflect.Type) [][4]string
	fieldsOf = func(root, at reflect.Type) [][4]string {
		fields := [][4]string{}
		for i := 0; i < at.NumField(); i++ {
			field := at.Field(i)
			name := strings.Split(field.Tag.Get("json"), ",")[0]
			if field.PkgPath != "" || name == "-" {
				continue
			}
			if name == "" && field.Anonymous && field.Type.Kind() == reflect.Struct {
				fields = append(fields, fieldsOf(root, field.Type)...)
				continue
			}
			if name == "" {
				name = field.Name
			}
			found, strategies, key, err := forkedjson.LookupPatchMetadataForStruct(root, name)
			if err != nil {
				t.Fatal(err)
			}
			fields = append(fields, [4]string{name, patchTypeName(found), strings.Join(strategies, ","), key})
			visit(found)
		}
		return fields
	}
	visit = func(at reflect.Type) {
		for at.Kind() == reflect.Ptr || at.Kind() == reflect.Slice {
			at = at.Elem()
		}
		if at.Kind() != reflect.Struct {
			return
		}
		if known, ok := structs[at.Name()]; ok {
			if known != at {
				t.Fatalf("%v and %v", known, at)
			}
			return
		}
		structs[at.Name()] = at
		cases = append(cases, patchStruct{at.Name(), fieldsOf(at, at)})
	}
	visit(reflect.TypeOf(apps.ReplicaSet{}))
	visit(reflect.TypeOf(apps.Deployment{}))
	visit(reflect.TypeOf(MergeItem{}))
	sort.Slice(cases, func(i, j int) bool { return cases[i].(patchStruct).Name < cases[j].(patchStruct).Name })
	patchWrite(t, "strategic-patch-schema", "staging/src/k8s.io/apimachinery/third_party/forked/golang/json/fields.go#LookupPatchMetadataForStruct", cases)
}

type patchRandom struct{ *rand.Rand }

func (r patchRandom) one(of int) bool { return r.Intn(of) == 0 }

func (r patchRandom) pick(values ...string) string { return values[r.Intn(len(values))] }

// labels has some of a few keys.
func (r patchRandom) labels() patchDoc {
	doc := patchDoc{}
	for _, key := range []string{"app", "tier", "<&>"} {
		if r.one(2) {
			doc[key] = r.pick("a", "b", "c")
		}
	}
	return doc
}

// some makes items with different merge keys, in any order.
func (r patchRandom) some(key string, values []interface{}, make func(item patchDoc)) patchList {
	list := patchList{}
	for _, at := range r.Perm(len(values))[:r.Intn(len(values))+r.Intn(2)] {
		item := patchDoc{key: values[at]}
		make(item)
		list = append(list, item)
	}
	return list
}

func (r patchRandom) scalars(values ...interface{}) patchList {
	list := patchList{}
	for _, at := range r.Perm(len(values))[:r.Intn(len(values)+1)] {
		list = append(list, values[at])
	}
	for len(list) > 0 && r.one(6) {
		list = append(list, list[r.Intn(len(list))])
	}
	return list
}

func (r patchRandom) containers() patchList {
	return r.some("name", patchList{"web", "log", "Aux", "z"}, func(c patchDoc) {
		if r.one(2) {
			c["image"] = r.pick("i:1", "i:2")
		}
		if r.one(4) {
			c["ports"] = r.some("containerPort", patchList{int64(80), int64(443), int64(8080)}, func(p patchDoc) {
				if r.one(3) {
					p["protocol"] = r.pick("TCP", "UDP")
				}
			})
		}
		if r.one(4) {
			c["env"] = r.some("name", patchList{"A", "B", "C"}, func(e patchDoc) {
				if r.one(2) {
					e["value"] = r.pick("1", "2")
				} else {
					e["valueFrom"] = patchDoc{"fieldRef": patchDoc{"fieldPath": r.pick("x", "y")}}
				}
			})
		}
		if r.one(6) {
			c["args"] = r.scalars("-a", "-b")
		}
		if r.one(6) {
			c["resources"] = patchDoc{"limits": patchDoc{"cpu": r.pick("1", "2")}}
		}
	})
}

var patchParts = []string{"replicas", "labels", "annotations", "finalizers", "owners", "selector", "templateLabels", "containers", "volumes", "tolerations", "conditions", "ready", "pull",
	"finalizers", "containers", "containers", "volumes", "volumes", "owners"}

// part changes one part of a ReplicaSet, or takes it away.
func (r patchRandom) part(rs patchDoc, part string, drop bool) {
	at := func(path ...string) patchDoc {
		doc := rs
		for _, key := range path {
			if _, ok := doc[key].(patchDoc); !ok {
				doc[key] = patchDoc{}
			}
			doc = doc[key].(patchDoc)
		}
		return doc
	}
	set := func(doc patchDoc, key string, value interface{}) {
		if drop {
			delete(doc, key)
		} else {
			doc[key] = value
		}
	}
	switch part {
	case "replicas":
		set(at("spec"), "replicas", int64(r.Intn(4)))
	case "labels":
		set(at("metadata"), "labels", r.labels())
	case "annotations":
		set(at("metadata"), "annotations", r.labels())
	case "finalizers":
		set(at("metadata"), "finalizers", r.scalars("b", "a", "d", "c"))
	case "owners":
		set(at("metadata"), "ownerReferences", r.some("uid", patchList{"u1", "u2"}, func(o patchDoc) {
			if r.one(2) {
				o["controller"] = r.one(2)
			}
		}))
	case "selector":
		set(at("spec", "selector"), r.pick("matchLabels", "matchLabels", "matchExpressions"), r.labels())
		if expressions, ok := at("spec", "selector")["matchExpressions"]; ok {
			at("spec", "selector")["matchExpressions"] = patchList{patchDoc{"key": "k", "values": r.scalars("v", "w")}}
			_ = expressions
		}
	case "templateLabels":
		set(at("spec", "template", "metadata"), "labels", r.labels())
	case "containers":
		set(at("spec", "template", "spec"), "containers", r.containers())
	case "volumes":
		set(at("spec", "template", "spec"), "volumes", r.some("name", patchList{"v1", "v2", "v3"}, func(v patchDoc) {
			switch r.Intn(3) {
			case 0:
				v["emptyDir"] = patchDoc{}
			case 1:
				v["secret"] = patchDoc{"secretName": r.pick("s", "t")}
			default:
				v["hostPath"] = patchDoc{"path": r.pick("/a", "/b")}
			}
		}))
	case "tolerations":
		set(at("spec", "template", "spec"), "tolerations", r.some("key", patchList{"t1", "t2"}, func(v patchDoc) {}))
	case "conditions":
		set(at("status"), "conditions", r.some("type", patchList{"ReplicaFailure", "Other"}, func(c patchDoc) {
			c["status"] = r.pick("True", "False")
		}))
	case "ready":
		set(at("spec"), "minReadySeconds", int64(r.Intn(3)))
	case "pull":
		set(at("spec", "template", "spec"), "imagePullSecrets", r.some("name", patchList{"p1", "p2"}, func(v patchDoc) {}))
	}
}

// within changes something inside the containers, or the order of a list.
func (r patchRandom) within(rs patchDoc) {
	spec, _ := rs["spec"].(patchDoc)
	template, _ := spec["template"].(patchDoc)
	pod, _ := template["spec"].(patchDoc)
	for _, key := range []string{"containers", "volumes"} {
		list, _ := pod[key].(patchList)
		if len(list) == 0 || r.one(3) {
			continue
		}
		switch r.Intn(4) {
		case 0:
			r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		case 1:
			at := r.Intn(len(list))
			pod[key] = append(append(patchList{}, list[:at]...), list[at+1:]...)
		case 2:
			if key == "containers" {
				fresh := r.containers()
				known := map[interface{}]bool{}
				for _, one := range list {
					known[one.(patchDoc)["name"]] = true
				}
				for _, one := range fresh {
					if !known[one.(patchDoc)["name"]] {
						list = append(list, one)
					}
				}
				pod[key] = list
			}
		case 3:
			one := list[r.Intn(len(list))].(patchDoc)
			if key == "containers" {
				one["image"] = r.pick("i:1", "i:2", "i:3")
			} else {
				delete(one, "emptyDir")
				delete(one, "hostPath")
				one["secret"] = patchDoc{"secretName": r.pick("s", "t")}
			}
		}
	}
}

type patchTriple struct {
	Original  stdjson.RawMessage `json:"o"`
	Modified  stdjson.RawMessage `json:"m"`
	Current   stdjson.RawMessage `json:"c"`
	Overwrite bool               `json:"overwrite"`
	Require   []string           `json:"require,omitempty"`
	Patch     stdjson.RawMessage `json:"patch,omitempty"`
	Result    stdjson.RawMessage `json:"result,omitempty"`
	Error     string             `json:"error,omitempty"`
	Refused   string             `json:"refused,omitempty"`
}

func patchError(err error) string {
	switch {
	case mergepatch.IsConflict(err):
		return "conflict"
	case mergepatch.IsPreconditionFailed(err):
		return "precondition: " + err.Error()
	}
	return err.Error()
}

// An error of which several are possible is found in the order of a Go map: such cases are left out.
func patchSame(record func() []byte) ([]byte, bool) {
	first := record()
	for i := 0; i < 12; i++ {
		if !bytes.Equal(first, record()) {
			return nil, false
		}
	}
	return first, true
}

func TestRecordThreeWayMergePatch(t *testing.T) {
	r := patchRandom{rand.New(rand.NewSource(71))}
	schema, err := NewPatchMetaFromStruct(apps.ReplicaSet{})
	if err != nil {
		t.Fatal(err)
	}
	cases := patchList{}
	for len(cases) < 305 {
		original := patchDoc{"kind": "ReplicaSet", "metadata": patchDoc{"name": "rs"}}
		for i, count := 0, 1+r.Intn(5); i < count; i++ {
			r.part(original, patchParts[r.Intn(len(patchParts))], false)
		}
		if r.one(2) {
			r.part(original, "containers", false)
		}
		mutate := func(times int) patchDoc {
			doc := runtime.DeepCopyJSON(original)
			for i := 0; i < times; i++ {
				r.part(doc, patchParts[r.Intn(len(patchParts))], r.one(3))
			}
			if r.one(2) {
				r.within(doc)
			}
			return doc
		}
		modified, current := mutate(r.Intn(3)), mutate(r.Intn(4))
		if r.one(3) {
			current["metadata"].(patchDoc)["uid"] = "7"
			r.part(current, "replicas", false)
		}
		one := patchTriple{Overwrite: !r.one(3)}
		switch r.Intn(12) {
		case 0:
			original = patchDoc{}
		case 1:
			current = runtime.DeepCopyJSON(modified)
		case 2:
			modified["metadata"].(patchDoc)["name"] = "other"
		case 3:
			modified["kind"] = "Other"
		case 4:
			modified["spec"] = r.pick("text", "other")
		}
		if r.one(25) {
			modified["unknown"] = patchDoc{"a": r.pick("1", "2")}
			current["unknown"] = patchDoc{"a": "1"}
		}
		if r.one(10) {
			modified["metadata"].(patchDoc)["labels"] = patchDoc{"app": nil, "new": nil}
		}
		if r.one(4) {
			one.Require = []string{"apiVersion", "kind", "name"}[r.Intn(3):]
		}
		one.Original, one.Modified, one.Current = patchText(t, original), patchText(t, modified), patchText(t, current)
		text, same := patchSame(func() []byte {
			// Duplicates in a list make MergingMapsHaveConflicts panic; such cases are left out.
			defer func() { _ = recover() }()
			answer := one
			var conditions []mergepatch.PreconditionFunc
			for _, key := range one.Require {
				if key == "name" {
					conditions = append(conditions, mergepatch.RequireMetadataKeyUnchanged(key))
				} else {
					conditions = append(conditions, mergepatch.RequireKeyUnchanged(key))
				}
			}
			patch, err := CreateThreeWayMergePatch(one.Original, one.Modified, one.Current, schema, one.Overwrite, conditions...)
			if err != nil {
				answer.Error = patchError(err)
				return patchText(t, answer)
			}
			answer.Patch = patch
			result, err := StrategicMergeMapPatchUsingLookupPatchMeta(patchCopy(t, one.Current), patchCopy(t, patch), schema)
			if err != nil {
				answer.Refused = err.Error()
			} else {
				answer.Result = patchText(t, result)
			}
			return patchText(t, answer)
		})
		if same && text != nil {
			cases = append(cases, stdjson.RawMessage(text))
		}
	}
	patchWrite(t, "three-way-merge-patch", "staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateThreeWayMergePatch", cases)
}

// item makes a MergeItem; a patch may have directives, right and wrong ones.
func (r patchRandom) item(depth int, patch bool) patchDoc {
	doc := patchDoc{}
	maybe := func(of int, key string, make func() interface{}) {
		if !r.one(of) {
			return
		}
		if doc[key] = make(); patch && r.one(12) {
			doc[key] = nil
		} else if r.one(60) {
			doc[key] = []interface{}{"text", int64(7), 1.5, true, patchDoc{"name": "1"}, patchList{"1"}, patchList{}}[r.Intn(7)]
		}
	}
	text := func() interface{} { return r.pick("1", "2", "3") }
	ints := func() interface{} { return r.scalars(int64(10), int64(9), int64(2), int64(1)) }
	list := func() interface{} {
		return r.some("name", patchList{"1", "2", "3", "4"}, func(item patchDoc) {
			if depth > 0 {
				for key, value := range r.item(depth-1, patch) {
					if key != "name" {
						item[key] = value
					}
				}
			} else if r.one(2) {
				item["value"] = text()
			}
			if patch && r.one(4) {
				item["$patch"] = r.pick("delete", "delete", "delete", "replace", "replace", "merge", "other")
			}
			if r.one(90) {
				delete(item, "name")
			}
		})
	}
	simple := func() interface{} {
		labels := r.labels()
		if patch && r.one(8) {
			labels["$patch"] = r.pick("replace", "delete", "merge")
		}
		return labels
	}
	maybe(3, "value", text)
	maybe(5, "other", text)
	maybe(2, "mergingList", list)
	maybe(6, "nonMergingList", list)
	maybe(3, "mergingIntList", ints)
	maybe(6, "nonMergingIntList", ints)
	maybe(8, "mergeItemPtr", list)
	maybe(5, "simpleMap", simple)
	maybe(8, "replacingItem", simple)
	maybe(4, "retainKeysMergingList", list)
	maybe(4, "retainKeysMap", func() interface{} {
		keys := patchDoc{}
		for _, key := range []string{"name", "value", "other"} {
			if r.one(2) {
				keys[key] = text()
			}
		}
		if r.one(4) {
			keys["mergingIntList"] = ints()
		}
		if patch && !r.one(3) {
			retain := patchList{}
			for _, key := range []string{"name", "value", "other", "mergingIntList"} {
				if _, ok := keys[key]; ok && !r.one(8) || r.one(4) {
					retain = append(retain, key)
				}
			}
			keys["$retainKeys"] = retain
		}
		return keys
	})
	if !patch {
		return doc
	}
	if r.one(4) {
		doc["$deleteFromPrimitiveList/mergingIntList"] = ints()
	}
	for _, key := range []string{"mergingList", "retainKeysMergingList", "mergingIntList"} {
		if r.one(3) {
			order := patchList{}
			if key == "mergingIntList" {
				order = r.scalars(int64(10), int64(9), int64(2), int64(1))
			} else {
				items, _ := doc[key].(patchList)
				for _, item := range items {
					if item, ok := item.(patchDoc); ok && (item["$patch"] == nil || r.one(8)) {
						order = append(order, patchDoc{"name": item["name"]})
					}
				}
				if r.one(2) {
					order = append(order, patchDoc{"name": "9"})
				}
				if r.one(2) {
					order = append(order, patchDoc{"name": r.pick("1", "2", "3", "4")})
				}
				if r.one(6) {
					r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
				}
			}
			doc["$setElementOrder/"+key] = order
			if r.one(25) {
				doc["$setElementOrder/"+key] = "text"
			}
		}
	}
	if r.one(40) {
		doc["$setElementOrder"] = patchList{}
	}
	if r.one(40) {
		doc["$deleteFromPrimitiveList"] = patchList{"a"}
	}
	if r.one(60) {
		doc["$retainKeys"] = r.pick("a", "b")
	}
	if r.one(60) {
		doc["$patch"] = r.pick("replace", "delete", "merge")
	}
	if r.one(40) {
		doc["unknown"] = patchList{"a"}
	}
	return doc
}

type patchApplied struct {
	Original stdjson.RawMessage `json:"o"`
	Patch    stdjson.RawMessage `json:"p"`
	Result   stdjson.RawMessage `json:"result,omitempty"`
	Error    string             `json:"error,omitempty"`
}

func TestRecordStrategicMergeMapPatch(t *testing.T) {
	r := patchRandom{rand.New(rand.NewSource(72))}
	cases := patchList{}
	for len(cases) < 420 {
		one := patchApplied{Original: patchText(t, r.item(r.Intn(5)/3, false)), Patch: patchText(t, r.item(r.Intn(5)/3, true))}
		text, same := patchSame(func() []byte {
			answer := one
			defer func() {
				if recover() != nil {
					answer.Error = "panic"
				}
			}()
			result, err := StrategicMergeMapPatchUsingLookupPatchMeta(patchCopy(t, one.Original), patchCopy(t, one.Patch), mergeItemStructSchema)
			if err != nil {
				answer.Error = err.Error()
			} else {
				answer.Result = patchText(t, result)
			}
			return patchText(t, answer)
		})
		if same && text != nil {
			cases = append(cases, stdjson.RawMessage(text))
		}
	}
	patchWrite(t, "strategic-merge-map-patch", "staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#StrategicMergeMapPatchUsingLookupPatchMeta", cases)
}

type patchDiffed struct {
	Original stdjson.RawMessage `json:"o"`
	Modified stdjson.RawMessage `json:"m"`
	Patch    stdjson.RawMessage `json:"patch,omitempty"`
	Error    string             `json:"error,omitempty"`
}

func TestRecordTwoWayMergePatch(t *testing.T) {
	r := patchRandom{rand.New(rand.NewSource(73))}
	cases := patchList{}
	for len(cases) < 320 {
		original := r.item(1, false)
		modified := r.item(1, false)
		keys := []string{}
		for key := range original {
			keys = append(keys, key)
		}
		sort.Strings(keys)
		for _, key := range keys {
			if r.one(2) {
				modified[key] = original[key]
			}
		}
		if r.one(25) {
			original["$patch"] = []interface{}{"a", "b", int64(1)}[r.Intn(3)]
			modified["$patch"] = []interface{}{"a", "b", int64(1)}[r.Intn(3)]
		}
		if r.one(25) {
			original["unknown"], modified["unknown"] = patchList{"a"}, patchList{r.pick("a", "b")}
		}
		one := patchDiffed{Original: patchText(t, original), Modified: patchText(t, modified)}
		text, same := patchSame(func() []byte {
			answer := one
			patch, err := CreateTwoWayMergePatchUsingLookupPatchMeta(one.Original, one.Modified, mergeItemStructSchema)
			if err != nil {
				answer.Error = err.Error()
			} else {
				answer.Patch = patch
			}
			return patchText(t, answer)
		})
		if same {
			cases = append(cases, stdjson.RawMessage(text))
		}
	}
	patchWrite(t, "two-way-merge-patch", "staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateTwoWayMergePatchUsingLookupPatchMeta", cases)
}

type patchUpstream struct {
	Table        string             `json:"table"`
	Name         string             `json:"name"`
	Original     stdjson.RawMessage `json:"original"`
	TwoWay       stdjson.RawMessage `json:"twoWay"`
	TwoWayResult stdjson.RawMessage `json:"twoWayResult"`
	Modified     stdjson.RawMessage `json:"modified"`
	Current      stdjson.RawMessage `json:"current,omitempty"`
	ThreeWay     stdjson.RawMessage `json:"threeWay,omitempty"`
	Result       stdjson.RawMessage `json:"result,omitempty"`
	Error        string             `json:"error,omitempty"`
}

// Upstream's own tables, as its tests turn them into JSON.
func TestRecordUpstreamPatchTables(t *testing.T) {
	cases := patchList{}
	parsed := func(table string, text []byte) {
		tables := StrategicMergePatchTestCases{}
		if err := yaml.Unmarshal(text, &tables); err != nil {
			t.Fatal(err)
		}
		for _, c := range tables.TestCases {
			one := patchUpstream{Table: table, Name: c.Description}
			one.Original, one.TwoWay, one.Modified, one.TwoWayResult = twoWayTestCaseToJSONOrFail(t, c, mergeItemStructSchema)
			if c.Current != nil || c.Result != nil {
				_, _, one.Current, one.ThreeWay, one.Result = threeWayTestCaseToJSONOrFail(t, c, mergeItemStructSchema)
			}
			cases = append(cases, one)
		}
	}
	raw := func(table string, list []StrategicMergePatchRawTestCase) {
		for _, c := range list {
			one := patchUpstream{Table: table, Name: c.Description, Error: c.ExpectedError}
			one.Original, one.TwoWay, one.Modified, one.TwoWayResult = twoWayRawTestCaseToJSONOrFail(t, c)
			if c.Current != nil || c.Result != nil {
				_, _, one.Current, one.ThreeWay, one.Result = threeWayRawTestCaseToJSONOrFail(t, c)
			}
			cases = append(cases, one)
		}
	}
	parsed("customStrategicMergePatchTestCaseData", customStrategicMergePatchTestCaseData)
	raw("customStrategicMergePatchRawTestCases", customStrategicMergePatchRawTestCases)
	parsed("createStrategicMergePatchTestCaseData", createStrategicMergePatchTestCaseData)
	raw("strategicMergePatchRawTestCases", strategicMergePatchRawTestCases)
	raw("replaceRawExtensionPatchTestCases", replaceRawExtensionPatchTestCases)
	patchWrite(t, "strategic-patch-upstream", "staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#TestStrategicMergePatch", cases)
}
