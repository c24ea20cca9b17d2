// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to be
// measured beside its port. See bench/throughput.ts.

package cache

import (
	"strconv"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestThroughput(t *testing.T) {
	const rounds = 200000
	pods := make([]*v1.Pod, 100)
	for i := range pods {
		pods[i] = &v1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "default", Name: "web-" + strconv.Itoa(i)}}
	}
	f := NewDeltaFIFOWithOptions(DeltaFIFOOptions{KeyFunction: MetaNamespaceKeyFunc})
	start := time.Now()
	for i := 0; i < rounds; i++ {
		f.Add(pods[i%len(pods)])
		f.Pop(func(interface{}) error { return nil })
	}
	t.Logf("per second: %d", int64(float64(rounds)/time.Since(start).Seconds()))
}
