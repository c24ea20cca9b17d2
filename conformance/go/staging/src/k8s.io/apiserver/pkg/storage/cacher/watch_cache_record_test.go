// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package cacher

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/clock"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/apiserver/pkg/storage"
	"k8s.io/apiserver/pkg/storage/etcd3"
	"k8s.io/client-go/tools/cache"
)

func watchCacheWriteVectors(t *testing.T, name, symbol string, cases []interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", "staging/src/k8s.io/apiserver/pkg/storage/cacher/"+symbol)
	for i, one := range cases {
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
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Bounds as [capacity, lower, upper]; ops as words, each with what it answered and the state after it.
type watchCacheCase struct {
	Bounds [3]int   `json:"bounds"`
	Ops    []string `json:"ops"`
	After  []string `json:"after"`
}

func watchCacheText(event *watchCacheEvent) string {
	previous := ""
	if event.PrevObject != nil {
		previous = event.PrevObject.(*v1.Pod).ResourceVersion + event.PrevObjFields["spec.nodeName"]
	}
	if event.Object == nil {
		return fmt.Sprintf("%s:%d", event.Type, event.ResourceVersion)
	}
	return fmt.Sprintf("%s:%s:%s:%d:%s", event.Type, event.Key, event.ObjFields["spec.nodeName"], event.ResourceVersion, previous)
}

func TestRecordWatchCache(t *testing.T) {
	random := rand.New(rand.NewSource(61))
	cases := []interface{}{}
	for len(cases) < 160 {
		capacity := 2 + random.Intn(7)
		one := watchCacheCase{Bounds: [3]int{capacity, 1 + random.Intn(capacity), capacity + random.Intn(10)}}
		wc := newTestWatchCache(capacity, &cache.Indexers{})
		wc.lowerBoundCapacity, wc.upperBoundCapacity = one.Bounds[1], one.Bounds[2]
		told := ""
		wc.eventHandler = func(event *watchCacheEvent) { told += " told " + watchCacheText(event) }
		fc := wc.clock.(*clock.FakeClock)
		rv := uint64(random.Intn(3))
		nodes := map[string]string{}
		for len(one.Ops) < 30 {
			op, answer := "", ""
			name := []string{"a", "b", "c"}[random.Intn(3)]
			failed := func(err error) {
				if err != nil {
					answer = err.Error()
				}
			}
			switch pick := random.Intn(24); {
			case pick < 12:
				rv += uint64(1 + random.Intn(2))
				node := []string{"", "n", "m"}[random.Intn(3)]
				pod := makeTestPodDetails(name, rv, node, nil)
				verb := []string{"add", "update", "delete"}[random.Intn(3)]
				op = fmt.Sprintf("%s %s %d %s", verb, name, rv, node)
				nodes[name] = node
				switch verb {
				case "add":
					failed(wc.Add(pod))
				case "update":
					failed(wc.Update(pod))
				case "delete":
					failed(wc.Delete(pod))
				}
			case pick < 16:
				step := []int{1, 10, 30, 74, 75, 76, 200}[random.Intn(7)]
				op = fmt.Sprintf("step %d", step)
				fc.Step(time.Duration(step) * time.Second)
			case pick < 22:
				since := uint64(0)
				if random.Intn(6) > 0 {
					since = uint64(random.Intn(int(rv) + 3))
					if back := uint64(random.Intn(6)); random.Intn(2) == 0 && rv >= back {
						since = rv - back
					}
				}
				op = fmt.Sprintf("since %d", since)
				events, err := wc.GetAllEventsSince(since)
				failed(err)
				texts := []string{}
				for _, event := range events {
					texts = append(texts, watchCacheText(event))
				}
				if since == 0 {
					sort.Strings(texts)
				}
				for _, text := range texts {
					answer += text + " "
				}
			case pick < 23:
				rv += uint64(random.Intn(2))
				version := strconv.Itoa(int(rv))
				if random.Intn(4) == 0 {
					version = []string{"x", "", "-1"}[random.Intn(3)]
				}
				op = "bookmark " + version
				wc.UpdateResourceVersion(version)
			default:
				rv += uint64(random.Intn(3))
				version := strconv.Itoa(int(rv))
				if random.Intn(6) == 0 {
					version = "x"
				}
				op = fmt.Sprintf("replace %s %s", name, version)
				if err := wc.Replace([]interface{}{makeTestPodDetails(name, rv, "n", nil), makeTestPodDetails("z", rv, "", nil)}, version); err != nil {
					answer = "error"
				}
			}
			keys := wc.ListKeys()
			sort.Strings(keys)
			one.Ops = append(one.Ops, op)
			one.After = append(one.After, fmt.Sprintf("%s%s|%d %d %d %d %d %d", answer, told, wc.startIndex, wc.endIndex, wc.capacity, wc.resourceVersion, wc.listResourceVersion, len(keys)))
			told = ""
		}
		cases = append(cases, one)
	}
	watchCacheWriteVectors(t, "watch-cache", "watch_cache.go#watchCache", cases)
}

type watchConvertCase struct {
	Key     string     `json:"key"`
	Label   string     `json:"label"`
	Field   string     `json:"field"`
	Type    string     `json:"type"`
	ObjKey  string     `json:"objKey"`
	Labels  labels.Set `json:"labels"`
	Fields  fields.Set `json:"fields"`
	Prev    bool       `json:"prev"`
	PLabels labels.Set `json:"pLabels"`
	PFields fields.Set `json:"pFields"`
	Answer  string     `json:"answer"`
}

func TestRecordConvertToWatchEvent(t *testing.T) {
	random := rand.New(rand.NewSource(62))
	pick := func(values ...string) string { return values[random.Intn(len(values))] }
	cases := []interface{}{}
	for len(cases) < 500 {
		set := func() labels.Set { return labels.Set{"app": pick("web", "web", "db")} }
		field := func() fields.Set { return fields.Set{"spec.nodeName": pick("n", "n", "")} }
		one := watchConvertCase{
			Key: pick("/pods", "/pods", "/pods/", "/pods/ns", "/pods/n", "/pod", "/pods/ns/a", "/pods/ns/a/b"), Label: pick("", "app=web", "app!=web", "tier"), Field: pick("", "", "spec.nodeName=n", "spec.nodeName!=n", "other="),
			Type: pick("ADDED", "MODIFIED", "MODIFIED", "DELETED", "BOOKMARK"), ObjKey: pick("/pods/ns/a", "/pods/ns/a", "/pods/nsx/a"),
			Labels: set(), Fields: field(), Prev: random.Intn(4) > 0, PLabels: set(), PFields: field(),
		}
		label, _ := labels.Parse(one.Label)
		selector, _ := fields.ParseSelector(one.Field)
		filter := filterWithAttrsFunction(one.Key, storage.SelectionPredicate{Label: label, Field: selector})
		w := newCacheWatcher(0, filter, func() {}, etcd3.APIObjectVersioner{}, time.Time{}, false, reflect.TypeOf(&v1.Pod{}))
		event := &watchCacheEvent{Type: watch.EventType(one.Type), Object: makeTestPod("new", 7), ObjLabels: one.Labels, ObjFields: one.Fields, Key: one.ObjKey, ResourceVersion: 9}
		if one.Prev {
			event.PrevObject, event.PrevObjLabels, event.PrevObjFields = runtime.Object(makeTestPod("old", 5)), one.PLabels, one.PFields
		}
		if made := w.convertToWatchEvent(event); made != nil {
			pod := made.Object.(*v1.Pod)
			one.Answer = fmt.Sprintf("%s %s %s", made.Type, pod.Name, pod.ResourceVersion)
		}
		cases = append(cases, one)
	}
	watchCacheWriteVectors(t, "convert-to-watch-event", "cacher.go#cacheWatcher.convertToWatchEvent", cases)
}
