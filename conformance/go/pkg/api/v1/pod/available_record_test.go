// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package pod

import (
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type availableCase struct {
	// [type, status, seconds since 1970 or null for no time]
	Conditions      [][3]interface{} `json:"conditions"`
	MinReadySeconds int32            `json:"minReadySeconds"`
	// Milliseconds since 1970.
	Now       int64 `json:"now"`
	Available bool  `json:"available"`
}

func TestRecordIsPodAvailable(t *testing.T) {
	random := rand.New(rand.NewSource(26))
	cases := []availableCase{}
	for len(cases) < 300 {
		one := availableCase{Conditions: [][3]interface{}{}, MinReadySeconds: []int32{0, 0, 1, 30, 30, 30, 2147483647, -5}[random.Intn(8)]}
		const start = 1600000000
		// At the end of the wait, and a little before and after it.
		one.Now = (start+int64(one.MinReadySeconds))*1000 + []int64{-1000, -1, 0, 1, 1000}[random.Intn(5)]
		pod := &v1.Pod{}
		for left := 1 + random.Intn(2); left > 0 && random.Intn(12) > 0; left-- {
			condition := v1.PodCondition{
				Type:   []v1.PodConditionType{"Ready", "Ready", "Ready", "Initialized"}[random.Intn(4)],
				Status: []v1.ConditionStatus{"True", "True", "True", "True", "False", "Unknown"}[random.Intn(6)],
			}
			var since interface{}
			if random.Intn(8) > 0 {
				seconds := start + int64([]int{0, 0, 0, -1, 1}[random.Intn(5)])
				condition.LastTransitionTime, since = metav1.Unix(seconds, 0), seconds
			}
			pod.Status.Conditions = append(pod.Status.Conditions, condition)
			one.Conditions = append(one.Conditions, [3]interface{}{condition.Type, condition.Status, since})
		}
		one.Available = IsPodAvailable(pod, one.MinReadySeconds, metav1.NewTime(time.Unix(0, one.Now*1e6)))
		cases = append(cases, one)
	}
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.MarshalIndent(map[string]interface{}{"symbol": "pkg/api/v1/pod/util.go#IsPodAvailable", "cases": cases}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "is-pod-available.json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
