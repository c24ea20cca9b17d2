// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/sets"
)

// storeWriteVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func storeWriteVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.MarshalIndent(map[string]interface{}{"symbol": symbol, "cases": cases}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

const storePath = "staging/src/k8s.io/client-go/tools/cache/"

// storeThing is an object as text: its name, its version and behind a colon its indexed values, one
// letter each, as in a1:xy. It formats itself as JSON has a string.
type storeThing string

func (s storeThing) String() string   { return `"` + string(s) + `"` }
func (s storeThing) GoString() string { return s.String() }

func (s storeThing) values() []string {
	parts := strings.SplitN(string(s), ":", 2)
	if len(parts) < 2 || parts[1] == "" {
		return nil
	}
	return strings.Split(parts[1], "")
}

// storeParse reads a thing, ~key(thing) for a tombstone, [A:thing D:thing] for deltas.
func storeParse(text string) interface{} {
	if strings.HasPrefix(text, "[") {
		deltas := Deltas{}
		for _, one := range strings.Fields(text[1 : len(text)-1]) {
			deltas = append(deltas, Delta{Type: storeTypes[one[:1]], Object: storeParse(one[2:])})
		}
		return deltas
	}
	if strings.HasPrefix(text, "~") {
		inner := text[3 : len(text)-1]
		if inner == "" {
			return DeletedFinalStateUnknown{Key: text[1:2]}
		}
		return DeletedFinalStateUnknown{Key: text[1:2], Obj: storeParse(inner)}
	}
	return storeThing(text)
}

var storeTypes = map[string]DeltaType{"A": Added, "U": Updated, "D": Deleted, "R": Replaced, "S": Sync}

func storeText(obj interface{}) string {
	switch one := obj.(type) {
	case nil:
		return ""
	case storeThing:
		return string(one)
	case DeletedFinalStateUnknown:
		return "~" + one.Key + "(" + storeText(one.Obj) + ")"
	case Delta:
		return string(one.Type[0]) + ":" + storeText(one.Object)
	case *Delta:
		if one == nil {
			return ""
		}
		return storeText(*one)
	case Deltas:
		texts := []string{}
		for _, delta := range one {
			texts = append(texts, storeText(delta))
		}
		return "[" + strings.Join(texts, " ") + "]"
	}
	return fmt.Sprintf("%T", obj)
}

func storeError(err error) string {
	if err == nil {
		return "ok"
	}
	if failed, ok := err.(KeyError); ok {
		return "KeyError(" + storeText(failed.Obj) + "): " + storeError(failed.Err)
	}
	return err.Error()
}

func storeThings(list []interface{}) string {
	texts := []string{}
	for _, one := range list {
		texts = append(texts, storeText(one))
	}
	sort.Strings(texts)
	return strings.Join(texts, " ")
}

func storeSorted(list []string) string {
	list = append([]string{}, list...)
	sort.Strings(list)
	return strings.Join(list, " ")
}

func storeList(words []string) []interface{} {
	list := []interface{}{}
	for _, word := range words {
		list = append(list, storeParse(word))
	}
	return list
}

// storeKey fails for a thing with the name "?".
func storeKey(obj interface{}) (string, error) {
	if dead, ok := obj.(DeletedFinalStateUnknown); ok {
		return dead.Key, nil
	}
	name := string(obj.(storeThing))[:1]
	if name == "?" {
		return "", errors.New("no key")
	}
	return name, nil
}

// storeIndexer makes the index functions: the values, the version, and "bad" that fails for version 9.
func storeIndexer(names string) Indexers {
	indexers := Indexers{}
	for _, name := range strings.Fields(names) {
		switch name {
		case "vals":
			indexers[name] = func(obj interface{}) ([]string, error) { return obj.(storeThing).values(), nil }
		case "version":
			indexers[name] = func(obj interface{}) ([]string, error) { return []string{string(obj.(storeThing))[1:2]}, nil }
		case "bad":
			indexers[name] = func(obj interface{}) ([]string, error) {
				if version := string(obj.(storeThing))[1:2]; version != "9" {
					return []string{version}, nil
				}
				return []string{"9"}, errors.New("too new")
			}
		}
	}
	return indexers
}

// storeCommon is what a cache and what is inside it have in common.
type storeCommon interface {
	List() []interface{}
	ListKeys() []string
	Index(indexName string, obj interface{}) ([]interface{}, error)
	IndexKeys(indexName, indexKey string) ([]string, error)
	ListIndexFuncValues(name string) []string
	ByIndex(indexName, indexKey string) ([]interface{}, error)
	GetIndexers() Indexers
	AddIndexers(newIndexers Indexers) error
	Resync() error
}

func storeAnswer(text string, err error) string {
	if err != nil {
		return storeError(err)
	}
	return "(" + text + ")"
}

func storeFound(item interface{}, exists bool, err error) string {
	return fmt.Sprintf("%s %t %s", storeText(item), exists, storeError(err))
}

func storeAsk(store storeCommon, words []string) string {
	switch words[0] {
	case "list":
		return "(" + storeThings(store.List()) + ")"
	case "listKeys":
		return "(" + storeSorted(store.ListKeys()) + ")"
	case "index":
		list, err := store.Index(words[1], storeParse(words[2]))
		return storeAnswer(storeThings(list), err)
	case "byIndex":
		list, err := store.ByIndex(words[1], words[2])
		return storeAnswer(storeThings(list), err)
	case "indexKeys":
		// These are sorted by Go.
		list, err := store.IndexKeys(words[1], words[2])
		return storeAnswer(strings.Join(list, " "), err)
	case "values":
		return "(" + storeSorted(store.ListIndexFuncValues(words[1])) + ")"
	case "indexers":
		return "(" + strings.Join(sets.StringKeySet(store.GetIndexers()).List(), " ") + ")"
	case "addIndexers":
		return storeError(store.AddIndexers(storeIndexer(strings.Join(words[1:], " "))))
	case "resync":
		return storeError(store.Resync())
	}
	panic("no step " + words[0])
}

func storeCatch(do func() string) (answer string) {
	defer func() {
		if failed := recover(); failed != nil {
			answer = fmt.Sprintf("panic: %v", failed)
			if strings.Contains(answer, "nil pointer") {
				answer = "panic: nil pointer dereference"
			}
		}
	}()
	return do()
}

// storeState writes items as key=thing and indices as name{value:keys}.
func storeState(store *threadSafeMap) string {
	items := []string{}
	for key, item := range store.items {
		items = append(items, key+"="+storeText(item))
	}
	indices := []string{}
	for name, index := range store.indices {
		values := []string{}
		for value, keys := range index {
			values = append(values, value+":"+strings.Join(keys.List(), ""))
		}
		indices = append(indices, name+"{"+storeSorted(values)+"}")
	}
	return storeSorted(items) + " | " + storeSorted(indices)
}

type storeCase struct {
	Indexers string   `json:"indexers"`
	Steps    []string `json:"steps"`
}

func storePick(random *rand.Rand, from ...string) string { return from[random.Intn(len(from))] }

func storeRandomThing(random *rand.Rand) string {
	text := storePick(random, "a", "b", "c", "d") + storePick(random, "1", "2", "3", "9")
	if count := random.Intn(4); count > 0 {
		text += ":"
		for ; count > 0; count-- {
			text += storePick(random, "x", "y", "z")
		}
	}
	return text
}

func storeRandomAsk(random *rand.Rand) string {
	name := storePick(random, "vals", "vals", "version", "bad", "none")
	switch random.Intn(10) {
	case 0:
		return "list"
	case 1:
		return "listKeys"
	case 2, 3:
		return "index " + name + " " + storeRandomThing(random)
	case 4:
		return "byIndex " + name + " " + storePick(random, "x", "y", "1", "9")
	case 5:
		return "indexKeys " + name + " " + storePick(random, "x", "y", "z", "1", "2")
	case 6:
		return "values " + name
	case 7:
		return "indexers"
	case 8:
		return "resync"
	}
	return "addIndexers " + storePick(random, "vals", "version", "vals version", "version vals")
}

// In a case with an indexer that can fail there is no other one: the order of several is open.
func storeRandomIndexers(random *rand.Rand) string {
	return storePick(random, "", "vals", "vals", "version", "vals version", "vals version", "bad")
}

func TestRecordStoreCache(t *testing.T) {
	random := rand.New(rand.NewSource(31))
	cases := []storeCase{}
	for len(cases) < 120 {
		one := storeCase{Indexers: storeRandomIndexers(random), Steps: []string{}}
		store := NewIndexer(storeKey, storeIndexer(one.Indexers)).(*cache)
		for len(one.Steps) < 22 {
			step := storeRandomAsk(random)
			thing := storeRandomThing(random)
			if random.Intn(15) == 0 {
				thing = "?" + thing[1:]
			}
			switch random.Intn(12) {
			case 0, 1, 2:
				step = "add " + thing
			case 3, 4:
				step = "update " + thing
			case 5:
				step = "delete " + thing
			case 6:
				step = "delete ~" + thing[:1] + "(" + storePick(random, "", thing) + ")"
			case 7:
				step = storePick(random, "get "+thing, "getByKey "+thing[:1], "get ~a()")
			case 8:
				step = "replace"
				for count := random.Intn(6); count > 0; count-- {
					step += " " + storeRandomThing(random)
				}
				if random.Intn(5) == 0 {
					step += " " + thing
				}
			}
			if one.Indexers == "bad" && strings.HasPrefix(step, "addIndexers") {
				continue
			}
			if one.Indexers == "bad" && strings.HasPrefix(step, "replace") && strings.Contains(step, "9") {
				continue
			}
			words := strings.Fields(step)
			answer := storeCatch(func() string {
				switch words[0] {
				case "add":
					return storeError(store.Add(storeParse(words[1])))
				case "update":
					return storeError(store.Update(storeParse(words[1])))
				case "delete":
					return storeError(store.Delete(storeParse(words[1])))
				case "get":
					return storeFound(store.Get(storeParse(words[1])))
				case "getByKey":
					return storeFound(store.GetByKey(words[1]))
				case "replace":
					return storeError(store.Replace(storeList(words[1:]), "1"))
				}
				return storeAsk(store, words)
			})
			one.Steps = append(one.Steps, step+" ; "+answer+" | "+storeState(store.cacheStorage.(*threadSafeMap)))
		}
		cases = append(cases, one)
	}
	storeWriteVectors(t, "cache", storePath+"store.go#cache", cases)
}

func TestRecordStoreThreadSafeMap(t *testing.T) {
	random := rand.New(rand.NewSource(32))
	cases := []storeCase{}
	for len(cases) < 120 {
		one := storeCase{Indexers: storeRandomIndexers(random), Steps: []string{}}
		store := NewThreadSafeStore(storeIndexer(one.Indexers), Indices{}).(*threadSafeMap)
		for len(one.Steps) < 22 {
			step := storeRandomAsk(random)
			key := storePick(random, "k", "l", "m", "n")
			switch random.Intn(11) {
			case 0, 1, 2:
				step = "add " + key + " " + storeRandomThing(random)
			case 3, 4:
				step = "update " + key + " " + storeRandomThing(random)
			case 5, 6:
				step = "delete " + key
			case 7:
				step = "get " + key
			case 8:
				if random.Intn(2) == 0 {
					step = "replace"
					for _, one := range []string{"k", "l", "m", "o"}[random.Intn(5)%4:] {
						step += " " + one + " " + storeRandomThing(random)
					}
					if random.Intn(4) == 0 {
						step = "replace"
					}
				}
			}
			if one.Indexers == "bad" && strings.HasPrefix(step, "addIndexers") {
				continue
			}
			if one.Indexers == "bad" && strings.HasPrefix(step, "replace") && strings.Contains(step, "9") {
				continue
			}
			words := strings.Fields(step)
			answer := storeCatch(func() string {
				switch words[0] {
				case "add":
					store.Add(words[1], storeParse(words[2]))
					return "ok"
				case "update":
					store.Update(words[1], storeParse(words[2]))
					return "ok"
				case "delete":
					store.Delete(words[1])
					return "ok"
				case "get":
					item, exists := store.Get(words[1])
					return storeFound(item, exists, nil)
				case "replace":
					items := map[string]interface{}{}
					for at := 1; at < len(words); at += 2 {
						items[words[at]] = storeParse(words[at+1])
					}
					store.Replace(items, "1")
					return "ok"
				}
				return storeAsk(store, words)
			})
			one.Steps = append(one.Steps, step+" ; "+answer+" | "+storeState(store))
		}
		cases = append(cases, one)
	}
	storeWriteVectors(t, "thread-safe-map", storePath+"thread_safe_store.go#threadSafeMap", cases)
}

type storeMetaCase struct {
	Kind      string   `json:"kind"`
	Namespace string   `json:"namespace"`
	Name      string   `json:"name"`
	Got       []string `json:"got"`
	Error     string   `json:"error"`
}

func storeMetaCases(seed int64, of func(obj interface{}) ([]string, error)) []storeMetaCase {
	random := rand.New(rand.NewSource(seed))
	cases := []storeMetaCase{}
	names := []string{"", "a", "web-0", "kube-system", "a/b", "/", "x.y.z", "ä", strings.Repeat("n", 253)}
	for len(cases) < 210 {
		one := storeMetaCase{Kind: storePick(random, "object", "object", "object", "object", "tombstone", "key", "string", "nil", "bare"),
			Namespace: storePick(random, names...), Name: storePick(random, names...)}
		var obj interface{}
		switch one.Kind {
		case "object":
			pod := &v1.Pod{}
			pod.Namespace, pod.Name = one.Namespace, one.Name
			obj = pod
		case "tombstone":
			pod := &v1.Pod{}
			pod.Namespace, pod.Name = one.Namespace, one.Name
			obj = DeletedFinalStateUnknown{Key: one.Name, Obj: pod}
		case "key":
			obj = ExplicitKey(one.Name)
		case "string":
			obj = one.Name
		case "bare":
			obj = struct{ Name string }{one.Name}
		}
		got, err := of(obj)
		one.Got, one.Error = got, storeError(err)
		cases = append(cases, one)
	}
	return cases
}

func storeOne(of KeyFunc) func(obj interface{}) ([]string, error) {
	return func(obj interface{}) ([]string, error) {
		key, err := of(obj)
		return []string{key}, err
	}
}

func TestRecordStoreKeys(t *testing.T) {
	storeWriteVectors(t, "meta-namespace-key-func", storePath+"store.go#MetaNamespaceKeyFunc", storeMetaCases(33, storeOne(MetaNamespaceKeyFunc)))
	storeWriteVectors(t, "deletion-handling-meta-namespace-key-func", storePath+"controller.go#DeletionHandlingMetaNamespaceKeyFunc",
		storeMetaCases(34, storeOne(DeletionHandlingMetaNamespaceKeyFunc)))
	storeWriteVectors(t, "meta-namespace-index-func", storePath+"index.go#MetaNamespaceIndexFunc", storeMetaCases(35, MetaNamespaceIndexFunc))
	random := rand.New(rand.NewSource(36))
	splits := [][]string{}
	for len(splits) < 210 {
		key := ""
		for count := random.Intn(8); count > 0; count-- {
			key += storePick(random, "/", "a", "b-1", ".", "\"", "\\", "ö", " ")
		}
		namespace, name, err := SplitMetaNamespaceKey(key)
		splits = append(splits, []string{key, namespace, name, storeError(err)})
	}
	storeWriteVectors(t, "split-meta-namespace-key", storePath+"store.go#SplitMetaNamespaceKey", splits)
}

func storeRandomDelta(random *rand.Rand) string {
	object := "a" + storePick(random, "1", "2", "3")
	if random.Intn(3) == 0 {
		object = "~a(" + storePick(random, object, object, "", "~a("+object+")") + ")"
	}
	return storePick(random, "A", "U", "D", "D", "D", "R", "S") + ":" + object
}

func TestRecordStoreDeltas(t *testing.T) {
	random := rand.New(rand.NewSource(37))
	dedups, ends := [][]string{}, [][]string{}
	for len(dedups) < 220 {
		texts := []string{}
		for count := random.Intn(6); count > 0; count-- {
			texts = append(texts, storeRandomDelta(random))
		}
		text := "[" + strings.Join(texts, " ") + "]"
		deltas := storeParse(text).(Deltas)
		ends = append(ends, []string{text, storeText(deltas.Oldest()), storeText(deltas.Newest()), storeText(copyDeltas(deltas))})
		one := []string{text, storeText(dedupDeltas(deltas))}
		if n := len(deltas); n > 1 {
			one = append(one, storeText(isDup(&deltas[n-1], &deltas[n-2])), storeText(isDeletionDup(&deltas[n-1], &deltas[n-2])))
		}
		dedups = append(dedups, one)
	}
	storeWriteVectors(t, "dedup-deltas", storePath+"delta_fifo.go#dedupDeltas", dedups)
	storeWriteVectors(t, "deltas", storePath+"delta_fifo.go#Deltas", ends)
}

// storeKnown are known objects in order: things, !a whose lookup fails (a and b exist nevertheless), -a that is listed but not there.
type storeKnown struct{ list []string }

func (s *storeKnown) ListKeys() []string {
	keys := []string{}
	for _, one := range s.list {
		if strings.HasPrefix(one, "!") || strings.HasPrefix(one, "-") {
			one = one[1:]
		}
		keys = append(keys, one[:1])
	}
	return keys
}

func (s *storeKnown) GetByKey(key string) (interface{}, bool, error) {
	for _, one := range s.list {
		if one == "!"+key {
			return storeThing("?0"), key < "c", errors.New("broken")
		}
		if one == "-"+key {
			return nil, false, nil
		}
		if one[:1] == key {
			return storeParse(one), true, nil
		}
	}
	return nil, false, nil
}

type storeFIFOCase struct {
	Known    bool     `json:"known"`
	Replaced bool     `json:"replaced"`
	Steps    []string `json:"steps"`
}

// A step may begin with ^n: then the nth call of the key function within it fails.
func TestRecordStoreDeltaFIFO(t *testing.T) {
	random := rand.New(rand.NewSource(38))
	cases := []storeFIFOCase{}
	thing := func() string {
		name := storePick(random, "a", "b", "c", "d", "e")
		if random.Intn(25) == 0 {
			name = "?"
		}
		return name + storePick(random, "1", "2", "3", "4", "5", "6", "7", "8", "9")
	}
	tombstone := func() string {
		one := thing()
		return "~" + storePick(random, "a", "b", "c", "d", "e") + "(" + storePick(random, "", one) + ")"
	}
	knowledge := func() string {
		step := "know"
		for _, name := range random.Perm(5)[:random.Intn(5)] {
			one := string("abcde"[name]) + storePick(random, "1", "2", "3")
			switch random.Intn(9) {
			case 0:
				one = "!" + one[:1]
			case 1:
				one = "-" + one[:1]
			}
			step += " " + one
		}
		return step
	}
	for len(cases) < 240 {
		one := storeFIFOCase{Known: random.Intn(3) > 0, Replaced: random.Intn(2) == 0, Steps: []string{}}
		known := &storeKnown{}
		calls, failing := 0, 0
		options := DeltaFIFOOptions{EmitDeltaTypeReplaced: one.Replaced, KeyFunction: func(obj interface{}) (string, error) {
			calls++
			if calls == failing {
				return "", errors.New("no key now")
			}
			return storeKey(obj)
		}}
		if one.Known {
			options.KnownObjects = known
		}
		fifo := NewDeltaFIFOWithOptions(options)
		popped := []string{"[A:b3]", "[D:~c() A:c2]"}
		next := ""
		// Half of them begin with a list, as a reflector does.
		if random.Intn(2) == 0 {
			next = "replace"
			for count := random.Intn(4); count > 0; count-- {
				next += " " + thing()
			}
			// A list that fails leaves objects queued, and yet it was not the first one.
			if random.Intn(3) == 0 {
				next += " ?1"
			}
		}
		if one.Known && random.Intn(2) == 0 {
			next = knowledge()
		}
		for len(one.Steps) < 18 {
			step := next
			next = ""
			if step == "" {
				switch random.Intn(24) {
				case 0, 1, 2:
					step = "add " + thing()
				case 3, 4:
					step = "update " + thing()
				case 5, 6, 7:
					step = "delete " + thing()
				case 8:
					step = "delete " + tombstone()
				case 9:
					step = storePick(random, "add ", "update ") + tombstone()
				case 10, 11:
					step = "replace"
					for count := random.Intn(5); count > 0; count-- {
						step += " " + thing()
					}
				case 12, 13:
					step = "resync"
				case 14:
					step = "readd " + storePick(random, popped...)
				case 15:
					step = "readd " + storePick(random, popped[len(popped)-1], "["+storeRandomDelta(random)+"]", "[A:?1]", "[]", thing())
				case 16:
					step = storePick(random, "get "+thing(), "get "+tombstone(), "getByKey "+storePick(random, "a", "b", "c"), "get []", "get "+popped[len(popped)-1])
				case 17:
					step = storePick(random, "keyOf "+thing(), "keyOf "+tombstone(), "keyOf [A:a1 U:"+thing()+"]", "keyOf [A:b1 D:"+tombstone()+"]", "keyOf []")
				case 18:
					step = storePick(random, "list", "listKeys", "list", "listKeys", "close", "isClosed")
				case 19:
					if !one.Known {
						continue
					}
					step = knowledge()
				default:
					step = "pop " + storePick(random, "ok", "ok", "ok", "fail", "requeue", "requeueFail")
				}
				if random.Intn(12) == 0 && !strings.HasPrefix(step, "know") {
					step = "^" + storePick(random, "1", "2", "3") + " " + step
				}
			}
			words := strings.Fields(step)
			calls, failing = 0, 0
			if strings.HasPrefix(words[0], "^") {
				failing = int(words[0][1] - '0')
				words = words[1:]
			}
			if words[0] == "pop" && len(fifo.queue) == 0 && !fifo.closed {
				continue
			}
			rest := strings.Join(words[1:], " ")
			answer := storeCatch(func() string {
				switch words[0] {
				case "add":
					return storeError(fifo.Add(storeParse(rest)))
				case "update":
					return storeError(fifo.Update(storeParse(rest)))
				case "delete":
					return storeError(fifo.Delete(storeParse(rest)))
				case "replace":
					return storeError(fifo.Replace(storeList(words[1:]), "1"))
				case "resync":
					return storeError(fifo.Resync())
				case "readd":
					return storeError(fifo.AddIfNotPresent(storeParse(rest)))
				case "get":
					return storeFound(fifo.Get(storeParse(rest)))
				case "getByKey":
					return storeFound(fifo.GetByKey(rest))
				case "keyOf":
					key, err := fifo.KeyOf(storeParse(rest))
					return key + " " + storeError(err)
				case "list":
					return "(" + storeThings(fifo.List()) + ")"
				case "listKeys":
					return "(" + storeSorted(fifo.ListKeys()) + ")"
				case "close":
					fifo.Close()
					return "ok"
				case "isClosed":
					return fmt.Sprint(fifo.IsClosed())
				case "know":
					known.list = words[1:]
					return "ok"
				case "pop":
					saw := ""
					item, err := fifo.Pop(func(item interface{}) error {
						saw = storeText(item)
						switch rest {
						case "fail":
							return errors.New("failed")
						case "requeue":
							return ErrRequeue{}
						case "requeueFail":
							return ErrRequeue{Err: errors.New("failed, again")}
						}
						return nil
					})
					if deltas, ok := item.(Deltas); ok {
						popped = append(popped, storeText(item))
						if newest := deltas.Newest(); one.Known && rest == "ok" && random.Intn(2) == 0 {
							key, _ := storeKey(deltas[0].Object)
							next = "know"
							for _, one := range known.list {
								if !strings.Contains(one[:2], key) {
									next += " " + one
								}
							}
							if live, ok := newest.Object.(storeThing); ok && newest.Type != Deleted {
								next += " " + string(live)
							}
						}
					}
					return saw + " " + storeText(item) + " " + storeError(err)
				}
				panic("no step " + words[0])
			})
			items := []string{}
			for key, item := range fifo.items {
				items = append(items, key+storeText(item))
			}
			one.Steps = append(one.Steps, fmt.Sprintf("%s ; %s | %s | %s %t %d %t", step, answer, storeSorted(items),
				strings.Join(fifo.queue, ""), fifo.populated, fifo.initialPopulationCount, fifo.HasSynced()))
			if len(one.Steps) == 1 && strings.HasPrefix(step, "replace") && strings.HasSuffix(step, "?1") {
				next = "replace " + thing() + " c1"
			}
		}
		cases = append(cases, one)
	}
	storeWriteVectors(t, "delta-fifo", storePath+"delta_fifo.go#DeltaFIFO", cases)
}
