// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package heap

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
)

type schedulerHeapItem struct {
	name  string
	value int
}

type schedulerHeapStep struct {
	Op    string   `json:"op"`
	Name  string   `json:"name,omitempty"`
	Value int      `json:"value,omitempty"`
	Got   string   `json:"got,omitempty"`
	Queue []string `json:"queue"`
}

// The keys in the order of the heap after every step; many objects are equal in order.
func TestRecordSchedulerHeap(t *testing.T) {
	random := rand.New(rand.NewSource(61))
	cases := [][]schedulerHeapStep{}
	for len(cases) < 120 {
		h := New(func(obj interface{}) (string, error) { return obj.(schedulerHeapItem).name, nil },
			func(a, b interface{}) bool { return a.(schedulerHeapItem).value < b.(schedulerHeapItem).value })
		steps := []schedulerHeapStep{}
		values := 2 + random.Intn(12)
		for i := 0; i < 24; i++ {
			step := schedulerHeapStep{Op: []string{"add", "add", "update", "delete", "pop", "get", "peek"}[random.Intn(7)]}
			text := func(obj interface{}) string {
				item, ok := obj.(schedulerHeapItem)
				if !ok {
					return "none"
				}
				return fmt.Sprintf("%s=%d", item.name, item.value)
			}
			if step.Op != "pop" && step.Op != "peek" {
				step.Name, step.Value = string(rune('a'+random.Intn(14))), random.Intn(values)
			}
			item := schedulerHeapItem{step.Name, step.Value}
			switch step.Op {
			case "add":
				h.Add(item)
			case "update":
				h.Update(item)
			case "delete":
				if err := h.Delete(item); err != nil {
					step.Got = err.Error()
				}
			case "pop":
				if h.Len() == 0 {
					continue // It panics.
				}
				obj, err := h.Pop()
				if err != nil {
					t.Fatal(err)
				}
				step.Got = text(obj)
			case "get":
				obj, _, _ := h.Get(item)
				step.Got = text(obj)
			case "peek":
				step.Got = text(h.Peek())
			}
			step.Queue = append([]string{}, h.data.queue...)
			if h.Len() != len(h.List()) {
				t.Fatal("length")
			}
			steps = append(steps, step)
		}
		cases = append(cases, steps)
	}
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.Marshal(map[string]interface{}{"symbol": "pkg/scheduler/internal/heap/heap.go#Heap", "cases": cases})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "scheduler-heap.json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
