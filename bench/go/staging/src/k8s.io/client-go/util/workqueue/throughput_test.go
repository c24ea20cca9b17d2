// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to be
// measured beside its port. See bench/throughput.ts.

package workqueue

import (
	"strconv"
	"testing"
	"time"
)

func TestThroughput(t *testing.T) {
	const rounds = 200000
	keys := make([]string, 100)
	for i := range keys {
		keys[i] = "default/web-" + strconv.Itoa(i)
	}
	q := New()
	start := time.Now()
	for i := 0; i < rounds; i++ {
		q.Add(keys[i%len(keys)])
		item, _ := q.Get()
		q.Done(item)
	}
	t.Logf("per second: %d", int64(float64(rounds)/time.Since(start).Seconds()))
}
