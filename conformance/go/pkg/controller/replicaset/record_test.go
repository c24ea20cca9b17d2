// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package replicaset

import (
	"errors"
	"math/rand"
	"sync/atomic"
	"testing"
)

type slowStartCase struct {
	Count            int   `json:"count"`
	InitialBatchSize int   `json:"initialBatchSize"`
	FailingCalls     []int `json:"failingCalls"`
	Successes        int   `json:"successes"`
	Failed           bool  `json:"failed"`
	Calls            int   `json:"calls"`
}

// A call fails by its number over the whole run. Within a batch the goroutines race for numbers,
// but which numbers a batch gets, and so how many of it fail, does not depend on the race.
func TestRecordSlowStartBatch(t *testing.T) {
	random := rand.New(rand.NewSource(20))
	inputs := []slowStartCase{
		{Count: 0, InitialBatchSize: 1}, {Count: 1, InitialBatchSize: 1}, {Count: 500, InitialBatchSize: 1},
		{Count: 3, InitialBatchSize: 0}, {Count: -2, InitialBatchSize: 1}, {Count: 5, InitialBatchSize: 9},
		{Count: 20, InitialBatchSize: 1, FailingCalls: []int{10, 11, 12, 13, 14}},
		{Count: 1, InitialBatchSize: 1, FailingCalls: []int{0}},
	}
	for len(inputs) < 240 {
		input := slowStartCase{Count: random.Intn(70), InitialBatchSize: 1 + random.Intn(6)}
		for call := 0; call < input.Count; call++ {
			if random.Intn(25) == 0 {
				input.FailingCalls = append(input.FailingCalls, call)
			}
		}
		inputs = append(inputs, input)
	}
	for i := range inputs {
		input := &inputs[i]
		if input.FailingCalls == nil {
			input.FailingCalls = []int{}
		}
		failing := map[int64]bool{}
		for _, call := range input.FailingCalls {
			failing[int64(call)] = true
		}
		var calls int64
		successes, err := slowStartBatch(input.Count, input.InitialBatchSize, func() error {
			if failing[atomic.AddInt64(&calls, 1)-1] {
				return errors.New("refused")
			}
			return nil
		})
		input.Successes, input.Failed, input.Calls = successes, err != nil, int(calls)
	}
	writeVectors(t, "slow-start-batch", "pkg/controller/replicaset/replica_set.go#slowStartBatch", inputs)
}
