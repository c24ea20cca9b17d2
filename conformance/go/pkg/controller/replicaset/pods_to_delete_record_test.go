// This file is ours; see record_test.go.

package replicaset

import (
	"fmt"
	"math/rand"
	"testing"

	"k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func deletionTime(random *rand.Rand, most int) (metav1.Time, string) {
	if random.Intn(6) == 0 {
		return metav1.Time{}, "-"
	}
	at := metav1.Unix(1600000000+int64(random.Intn(most)), 0)
	return at, fmt.Sprint(at.Unix())
}

// deletionPod makes a pod and its text `name;node;phase;gone;ready@time;restarts;created`.
func deletionPod(random *rand.Rand, name string) (*v1.Pod, string) {
	pod := &v1.Pod{}
	pod.Name = name
	pod.Spec.NodeName = conditionPick(random, "n1", "n1", "n2", "n2", "n3", "")
	pod.Status.Phase = v1.PodPhase(conditionPick(random, "Running", "Running", "Running", "Pending", "Unknown", "Succeeded", "Failed", ""))
	gone := ""
	if random.Intn(8) == 0 {
		at := metav1.Unix(1600000000, 0)
		pod.DeletionTimestamp, gone = &at, "gone"
	}
	ready := ""
	if random.Intn(4) > 0 {
		at, text := deletionTime(random, 3)
		condition := v1.PodCondition{Type: v1.PodReady, Status: v1.ConditionStatus(conditionPick(random, "True", "True", "True", "False")), LastTransitionTime: at}
		pod.Status.Conditions = []v1.PodCondition{condition}
		ready = string(condition.Status) + "@" + text
	}
	restarts := random.Intn(3)
	pod.Status.ContainerStatuses = []v1.ContainerStatus{{RestartCount: int32(restarts)}, {RestartCount: int32(random.Intn(restarts + 1))}}
	created, text := deletionTime(random, 5)
	pod.CreationTimestamp = created
	return pod, fmt.Sprintf("%s;%s;%s;%s;%s;%d;%s", name, pod.Spec.NodeName, pod.Status.Phase, gone, ready, restarts, text)
}

type deletionCase struct {
	Pods    []string `json:"pods"`
	Related []int    `json:"related"`
	Others  []string `json:"others"`
	Diff    int      `json:"diff"`
	Ranks   []int    `json:"ranks"`
	Order   []int    `json:"order"`
	Deleted []int    `json:"deleted"`
}

// Pods are named by their index. Related pods are some of them (by index) and others. Order is the
// order in which the given slice is left.
func TestRecordGetPodsToDelete(t *testing.T) {
	random := rand.New(rand.NewSource(23))
	cases := []deletionCase{}
	for len(cases) < 240 {
		one := deletionCase{Pods: []string{}, Related: []int{}, Others: []string{}, Ranks: []int{}, Order: []int{}, Deleted: []int{}}
		count := random.Intn(13)
		if random.Intn(8) == 0 {
			count = 13 + random.Intn(30)
		}
		index := map[*v1.Pod]int{}
		var pods, related []*v1.Pod
		for i := 0; i < count; i++ {
			pod, text := deletionPod(random, fmt.Sprintf("p%d", i))
			index[pod] = i
			pods, one.Pods = append(pods, pod), append(one.Pods, text)
			if random.Intn(5) > 0 {
				related, one.Related = append(related, pod), append(one.Related, i)
			}
		}
		for left := random.Intn(6); left > 0; left-- {
			pod, text := deletionPod(random, fmt.Sprintf("o%d", left))
			related, one.Others = append(related, pod), append(one.Others, text)
		}
		one.Diff = random.Intn(count + 1)
		ranked := getPodsRankedByRelatedPodsOnSameNode(pods, related)
		one.Ranks = append(one.Ranks, ranked.Rank...)
		for _, pod := range getPodsToDelete(pods, related, one.Diff) {
			one.Deleted = append(one.Deleted, index[pod])
		}
		for _, pod := range pods {
			one.Order = append(one.Order, index[pod])
		}
		cases = append(cases, one)
	}
	writeVectors(t, "get-pods-to-delete", "pkg/controller/replicaset/replica_set.go#getPodsToDelete", cases)
}

type podKeysCase struct {
	Pods [][2]string `json:"pods"`
	Keys []string    `json:"keys"`
}

func TestRecordGetPodKeys(t *testing.T) {
	random := rand.New(rand.NewSource(24))
	cases := []podKeysCase{{Pods: [][2]string{}, Keys: getPodKeys(nil)}}
	for len(cases) < 200 {
		one := podKeysCase{Pods: [][2]string{}}
		var pods []*v1.Pod
		for left := random.Intn(5); left > 0; left-- {
			pod := &v1.Pod{}
			pod.Namespace, pod.Name = conditionPick(random, "default", "kube-system", ""), conditionPick(random, "a", "b", "")
			pods, one.Pods = append(pods, pod), append(one.Pods, [2]string{pod.Namespace, pod.Name})
		}
		one.Keys = getPodKeys(pods)
		cases = append(cases, one)
	}
	writeVectors(t, "get-pod-keys", "pkg/controller/replicaset/replica_set.go#getPodKeys", cases)
}
