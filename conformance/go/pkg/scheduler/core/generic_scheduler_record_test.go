// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package core

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"k8s.io/kubernetes/pkg/scheduler/framework"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.Marshal(map[string]interface{}{"symbol": symbol, "cases": cases})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

type feasibleCase struct {
	Percentage int32 `json:"percentage"`
	All        int32 `json:"all"`
	Find       int32 `json:"find"`
}

func TestRecordNumFeasibleNodesToFind(t *testing.T) {
	random := rand.New(rand.NewSource(67))
	cases := []feasibleCase{}
	for _, percentage := range []int32{0, 0, 0, -1, 1, 4, 5, 10, 40, 99, 100, 101} {
		for _, all := range []int32{0, 1, 99, 100, 101, 124, 125, 126, 200, 1000, 5500, 5624, 5625, 5626, 6000} {
			cases = append(cases, feasibleCase{Percentage: percentage, All: all})
		}
	}
	for len(cases) < 320 {
		cases = append(cases, feasibleCase{Percentage: int32(random.Intn(3) * random.Intn(60)), All: int32(random.Intn(8000))})
	}
	for i := range cases {
		g := &genericScheduler{percentageOfNodesToScore: cases[i].Percentage}
		cases[i].Find = g.numFeasibleNodesToFind(cases[i].All)
	}
	writeVectors(t, "num-feasible-nodes-to-find", "pkg/scheduler/core/generic_scheduler.go#genericScheduler.numFeasibleNodesToFind", cases)
}

type selectHostCase struct {
	Scores []int64 `json:"scores"`
	// Hosts: the places of all that Go chose in 400 tries.
	Hosts []string `json:"hosts"`
	Error string   `json:"error,omitempty"`
}

func TestRecordSelectHost(t *testing.T) {
	random := rand.New(rand.NewSource(68))
	cases := []selectHostCase{}
	for len(cases) < 220 {
		one := selectHostCase{Scores: []int64{}, Hosts: []string{}}
		list := framework.NodeScoreList{}
		for i, count := 0, random.Intn(9); i < count; i++ {
			one.Scores = append(one.Scores, int64(random.Intn(5)))
			list = append(list, framework.NodeScore{Name: fmt.Sprint(i), Score: one.Scores[i]})
		}
		hosts := map[string]bool{}
		for i := 0; i < 400; i++ {
			host, err := (&genericScheduler{}).selectHost(list)
			if err != nil {
				one.Error = err.Error()
				break
			}
			hosts[host] = true
		}
		for host := range hosts {
			one.Hosts = append(one.Hosts, host)
		}
		sort.Strings(one.Hosts)
		cases = append(cases, one)
	}
	writeVectors(t, "select-host", "pkg/scheduler/core/generic_scheduler.go#genericScheduler.selectHost", cases)
}
