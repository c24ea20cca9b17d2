// This file is ours; see record_test.go.

package replicaset

import (
	"errors"
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"testing"
	"time"

	apps "k8s.io/api/apps/v1"
	"k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// conditionTime is seconds since 1970, "-" for the zero time.
func conditionTime(at metav1.Time) string {
	if at.IsZero() {
		return "-"
	}
	return fmt.Sprint(at.Unix())
}

// conditionText is `type|status|reason|message|time`. A time from `now` on is written "now".
func conditionText(c apps.ReplicaSetCondition, now time.Time) string {
	at := conditionTime(c.LastTransitionTime)
	if !c.LastTransitionTime.Time.Before(now) {
		at = "now"
	}
	return strings.Join([]string{string(c.Type), string(c.Status), c.Reason, c.Message, at}, "|")
}

func conditionTexts(conditions []apps.ReplicaSetCondition, now time.Time) []string {
	if conditions == nil {
		return nil
	}
	texts := []string{}
	for _, c := range conditions {
		texts = append(texts, conditionText(c, now))
	}
	return texts
}

func conditionPick(random *rand.Rand, from ...string) string {
	return from[random.Intn(len(from))]
}

func conditionRandom(random *rand.Rand) apps.ReplicaSetCondition {
	condition := apps.ReplicaSetCondition{
		Type:    apps.ReplicaSetConditionType(conditionPick(random, "ReplicaFailure", "ReplicaFailure", "A", "B", "")),
		Status:  v1.ConditionStatus(conditionPick(random, "True", "False", "Unknown")),
		Reason:  conditionPick(random, "", "FailedCreate", "FailedDelete"),
		Message: conditionPick(random, "", "m1", "m2"),
	}
	if random.Intn(4) > 0 {
		condition.LastTransitionTime = metav1.Unix(1600000000+int64(random.Intn(9)), 0)
	}
	return condition
}

// conditionsRandom may hold one type twice, and be nil.
func conditionsRandom(random *rand.Rand, most int) []apps.ReplicaSetCondition {
	var conditions []apps.ReplicaSetCondition
	for left := random.Intn(most + 1); left > 0; left-- {
		conditions = append(conditions, conditionRandom(random))
	}
	return conditions
}

type conditionOperation struct {
	Op     string   `json:"op"`
	With   string   `json:"with"`
	Answer []string `json:"answer"`
}

type conditionSequence struct {
	Conditions []string             `json:"conditions"`
	Operations []conditionOperation `json:"operations"`
}

// Sequences of operations on one status. `set` and `remove` answer with the conditions after them,
// `filter` and `get` with what they return, `new` with its condition.
func TestRecordReplicaSetConditions(t *testing.T) {
	random := rand.New(rand.NewSource(21))
	now := time.Now()
	var sequences []conditionSequence
	for len(sequences) < 200 {
		status := apps.ReplicaSetStatus{Conditions: conditionsRandom(random, 3)}
		sequence := conditionSequence{Conditions: conditionTexts(status.Conditions, now)}
		for left := 1 + random.Intn(6); left > 0; left-- {
			condition := conditionRandom(random)
			op := conditionOperation{Op: conditionPick(random, "set", "set", "remove", "filter", "get", "new"), With: string(condition.Type)}
			switch op.Op {
			case "set":
				// Often the condition that is there, for set to leave alone.
				if n := len(status.Conditions); n > 0 && random.Intn(3) == 0 {
					there := status.Conditions[random.Intn(n)]
					condition.Type, condition.Status, condition.Reason = there.Type, there.Status, there.Reason
				}
				op.With = conditionText(condition, now)
				SetCondition(&status, condition)
				op.Answer = conditionTexts(status.Conditions, now)
			case "remove":
				RemoveCondition(&status, condition.Type)
				op.Answer = conditionTexts(status.Conditions, now)
			case "filter":
				op.Answer = conditionTexts(filterOutCondition(status.Conditions, condition.Type), now)
			case "get":
				if got := GetCondition(status, condition.Type); got != nil {
					op.Answer = []string{conditionText(*got, now)}
				}
			case "new":
				op.With = conditionText(condition, now)
				made := NewReplicaSetCondition(condition.Type, condition.Status, condition.Reason, condition.Message)
				op.Answer = []string{conditionText(made, now)}
			}
			sequence.Operations = append(sequence.Operations, op)
		}
		sequences = append(sequences, sequence)
	}
	writeVectors(t, "replica-set-conditions", "pkg/controller/replicaset/replica_set_utils.go#SetCondition", sequences)
}

type statusCase struct {
	Template        string   `json:"template"`
	MinReadySeconds int32    `json:"minReadySeconds"`
	Replicas        int32    `json:"replicas"`
	Status          []int64  `json:"status"`
	Conditions      []string `json:"conditions"`
	Pods            []string `json:"pods"`
	Error           *string  `json:"error"`
	NewStatus       []int64  `json:"newStatus"`
	NewConditions   []string `json:"newConditions"`
}

func statusNumbers(s apps.ReplicaSetStatus) []int64 {
	return []int64{int64(s.Replicas), int64(s.FullyLabeledReplicas), int64(s.ReadyReplicas), int64(s.AvailableReplicas), s.ObservedGeneration}
}

func statusLabels(labels map[string]string) string {
	var pairs []string
	for key, value := range labels {
		pairs = append(pairs, key+"="+value)
	}
	sort.Strings(pairs)
	return strings.Join(pairs, ",")
}

func statusRandomLabels(random *rand.Rand, most int) map[string]string {
	var labels map[string]string
	for _, key := range []string{"a", "b", "c"} {
		if random.Intn(4) < most {
			if labels == nil {
				labels = map[string]string{}
			}
			labels[key] = conditionPick(random, "1", "1", "1", "")
		}
	}
	return labels
}

// A pod is `labels;type=status@age,...`, the age of the condition in seconds, "-" for no time. The
// real clock runs, so ages keep a minute away from the least time to be ready.
func TestRecordCalculateStatus(t *testing.T) {
	random := rand.New(rand.NewSource(22))
	cases := []statusCase{}
	for len(cases) < 240 {
		now := time.Now()
		rs := &apps.ReplicaSet{}
		rs.Spec.Template.Labels = statusRandomLabels(random, 2)
		rs.Spec.MinReadySeconds = []int32{0, 0, 600, 3600, 2147483647}[random.Intn(5)]
		replicas := int32(random.Intn(7))
		rs.Spec.Replicas = &replicas
		rs.Status = apps.ReplicaSetStatus{
			Replicas: int32(random.Intn(9)), FullyLabeledReplicas: int32(random.Intn(9)), ReadyReplicas: int32(random.Intn(9)),
			AvailableReplicas: int32(random.Intn(9)), ObservedGeneration: int64(random.Intn(9)), Conditions: conditionsRandom(random, 2),
		}
		one := statusCase{
			Template: statusLabels(rs.Spec.Template.Labels), MinReadySeconds: rs.Spec.MinReadySeconds, Replicas: replicas,
			Status: statusNumbers(rs.Status), Conditions: conditionTexts(rs.Status.Conditions, now), Pods: []string{},
		}
		var pods []*v1.Pod
		for left := random.Intn(9); left > 0; left-- {
			pod := &v1.Pod{}
			pod.Labels = statusRandomLabels(random, 3)
			var texts []string
			for left := random.Intn(3); left > 0; left-- {
				condition := v1.PodCondition{
					Type:   v1.PodConditionType(conditionPick(random, "Ready", "Ready", "Ready", "Initialized")),
					Status: v1.ConditionStatus(conditionPick(random, "True", "True", "True", "False", "Unknown")),
				}
				text := "-"
				if random.Intn(5) > 0 {
					age := []int{-600, 60, 540, 660, 3540, 3660, 100000}[random.Intn(7)]
					condition.LastTransitionTime = metav1.NewTime(now.Add(-time.Duration(age) * time.Second))
					text = fmt.Sprint(age)
				}
				pod.Status.Conditions = append(pod.Status.Conditions, condition)
				texts = append(texts, fmt.Sprintf("%s=%s@%s", condition.Type, condition.Status, text))
			}
			pods = append(pods, pod)
			one.Pods = append(one.Pods, statusLabels(pod.Labels)+";"+strings.Join(texts, ","))
		}
		var err error
		if random.Intn(2) == 0 {
			message := conditionPick(random, "refused", "quota exceeded", "")
			one.Error, err = &message, errors.New(message)
		}
		status := calculateStatus(rs, pods, err)
		one.NewStatus, one.NewConditions = statusNumbers(status), conditionTexts(status.Conditions, now)
		if fmt.Sprint(statusNumbers(rs.Status)) != fmt.Sprint(one.Status) || fmt.Sprint(conditionTexts(rs.Status.Conditions, now)) != fmt.Sprint(one.Conditions) {
			t.Fatal("calculateStatus changed the status that it was given")
		}
		cases = append(cases, one)
	}
	writeVectors(t, "calculate-status", "pkg/controller/replicaset/replica_set_utils.go#calculateStatus", cases)
}
