// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package config

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"
	kubetypes "k8s.io/kubernetes/pkg/kubelet/types"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
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

func mergePick(random *rand.Rand, from ...string) string { return from[random.Intn(len(from))] }

// mergePod reads `uid|name|image|label|annotation|deleted|grace|message`. No image is no containers,
// no label is no labels.
func mergePod(text string) *v1.Pod {
	part := strings.Split(text, "|")
	pod := &v1.Pod{}
	pod.UID, pod.Name, pod.Namespace = types.UID(part[0]), part[1], "ns"
	if part[2] != "" {
		pod.Spec.Containers = []v1.Container{{Name: "c", Image: part[2]}}
	}
	if part[3] != "" {
		pod.Labels = map[string]string{"l": part[3]}
	}
	if part[4] != "" {
		pod.Annotations = map[string]string{"a": part[4]}
	}
	if part[5] != "" {
		pod.DeletionTimestamp = &metav1.Time{Time: time.Date(2022, 2, 2, 2, 2, int(part[5][0]-'0'), 0, time.UTC)}
	}
	if part[6] != "" {
		grace := int64(part[6][0] - '0')
		pod.DeletionGracePeriodSeconds = &grace
	}
	pod.Status.Message = part[7]
	return pod
}

// mergeText writes a pod like that, and `!` behind it if the kubelet's annotations are not right.
func mergeText(pod *v1.Pod, source string) string {
	image, deleted, grace, wrong := "", "", "", ""
	if len(pod.Spec.Containers) > 0 {
		image = pod.Spec.Containers[0].Image
	}
	if pod.DeletionTimestamp != nil {
		deleted = fmt.Sprint(pod.DeletionTimestamp.Second())
	}
	if pod.DeletionGracePeriodSeconds != nil {
		grace = fmt.Sprint(*pod.DeletionGracePeriodSeconds)
	}
	if source != "*" && pod.Annotations["kubernetes.io/config.source"] != source || pod.Annotations["kubernetes.io/config.seen"] == "" {
		wrong = "!"
	}
	return strings.Join([]string{string(pod.UID), pod.Name, image, pod.Labels["l"], pod.Annotations["a"], deleted, grace, pod.Status.Message}, "|") + wrong
}

type mergeStep struct {
	Call   string   `json:"call"`
	Pods   []string `json:"pods,omitempty"`
	Sent   []string `json:"sent,omitempty"`
	Events []string `json:"events,omitempty"`
	Seen   string   `json:"seen,omitempty"`
}

type mergeCase struct {
	Mode  string      `json:"mode"`
	Steps []mergeStep `json:"steps"`
}

func TestRecordMerge(t *testing.T) {
	random := rand.New(rand.NewSource(61))
	names := []string{"SET", "ADD", "DELETE", "REMOVE", "UPDATE", "RECONCILE"}
	cases := []mergeCase{}
	for len(cases) < 220 {
		mode, modeName := PodConfigNotificationMode(PodConfigNotificationIncremental), "incremental"
		switch len(cases) % 8 {
		case 6:
			mode, modeName = PodConfigNotificationSnapshotAndUpdates, "snapshotAndUpdates"
		case 7:
			mode, modeName = PodConfigNotificationSnapshot, "snapshot"
		}
		updates := make(chan kubetypes.PodUpdate, 50)
		recorder := record.NewFakeRecorder(50)
		storage := newPodStorage(updates, mode, recorder)
		one := mergeCase{Mode: modeName}
		for count := 3 + random.Intn(6); count > 0; count-- {
			source := mergePick(random, "api", "api", "api", "file")
			op := random.Intn(6)
			if random.Intn(3) == 0 {
				op = 0
			}
			step := mergeStep{Call: names[op] + " " + source}
			if random.Intn(12) == 0 {
				step.Call = "Sync *"
				storage.Sync()
			} else {
				pods := []*v1.Pod{}
				for many := random.Intn(4); many > 0; many-- {
					uid := mergePick(random, "1", "2", "3")
					name := "p" + uid
					if random.Intn(8) == 0 {
						name = "p1"
					}
					text := strings.Join([]string{
						uid, name, mergePick(random, "i", "i", "i", "j", ""), mergePick(random, "", "", "", "x"), mergePick(random, "", "", "", "x", "y"),
						mergePick(random, "", "", "", "", "1", "2"), mergePick(random, "", "", "", "", "", "0", "9"), mergePick(random, "", "m", "m", "n"),
					}, "|")
					step.Pods = append(step.Pods, text)
					pods = append(pods, mergePod(text))
				}
				if err := storage.Merge(source, kubetypes.PodUpdate{Op: kubetypes.PodOperation(op), Pods: pods, Source: source}); err != nil {
					t.Fatal(err)
				}
			}
			for len(updates) > 0 {
				update := <-updates
				texts := []string{}
				for _, pod := range update.Pods {
					from := update.Source
					if update.Op == kubetypes.SET {
						from = "*"
					}
					texts = append(texts, mergeText(pod, from))
				}
				if update.Op == kubetypes.REMOVE || update.Op == kubetypes.SET {
					sort.Strings(texts)
				}
				step.Sent = append(step.Sent, names[update.Op]+" "+update.Source+" "+strings.Join(texts, ","))
			}
			for len(recorder.Events) > 0 {
				step.Events = append(step.Events, <-recorder.Events)
			}
			step.Seen = strings.Join(storage.sourcesSeen.List(), ",")
			one.Steps = append(one.Steps, step)
		}
		cases = append(cases, one)
	}
	writeVectors(t, "kubelet-pod-storage", "pkg/kubelet/config/config.go#podStorage", cases)
}
