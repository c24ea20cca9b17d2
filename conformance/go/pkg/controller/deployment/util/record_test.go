// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package util

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

	apps "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	intstrutil "k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/kubernetes/pkg/controller"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	// One case a line.
	list, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	var lines []json.RawMessage
	if err := json.Unmarshal(list, &lines); err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, line := range lines {
		texts = append(texts, string(line))
	}
	data := []byte(fmt.Sprintf("{\"symbol\": %q, \"cases\": [\n%s\n]}", symbol, strings.Join(texts, ",\n")))
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

type recObject = map[string]interface{}

const recSource = "pkg/controller/deployment/util/deployment_util.go#"

// recRead makes a Go object of the JSON that the vectors have.
func recRead(t *testing.T, from interface{}, to interface{}) {
	data, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(data, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func recDeployment(t *testing.T, from interface{}) *apps.Deployment {
	d := &apps.Deployment{}
	recRead(t, from, d)
	return d
}

func recSet(t *testing.T, from interface{}) *apps.ReplicaSet {
	if from == nil {
		return nil
	}
	rs := &apps.ReplicaSet{}
	recRead(t, from, rs)
	return rs
}

func recSets(t *testing.T, from []interface{}) []*apps.ReplicaSet {
	sets := []*apps.ReplicaSet{}
	for _, one := range from {
		sets = append(sets, recSet(t, one))
	}
	return sets
}

func recError(err error) interface{} {
	if err == nil {
		return nil
	}
	return err.Error()
}

func recNames(sets []*apps.ReplicaSet) []string {
	names := []string{}
	for _, rs := range sets {
		names = append(names, rs.Name)
	}
	return names
}

func recPick(random *rand.Rand, from ...interface{}) interface{} {
	return from[random.Intn(len(from))]
}

var recPercents = []interface{}{0, 1, 2, 3, 7, -1, "0%", "1%", "10%", "25%", "33%", "50%", "99%", "100%", "120%", "-5%", "+5%", "", "%", "a%", "5", "1.5%", " 5%", "99999999999999999999%", "25%%", nil}

func recStrategy(random *rand.Rand) recObject {
	rolling := recObject{}
	for _, name := range []string{"maxSurge", "maxUnavailable"} {
		value := recPercents[random.Intn(13)]
		if random.Intn(5) == 0 {
			value = recPercents[random.Intn(len(recPercents))]
		}
		if value != nil {
			rolling[name] = value
		}
	}
	return recPick(random, recObject{"type": "RollingUpdate", "rollingUpdate": rolling}, recObject{"type": "RollingUpdate", "rollingUpdate": rolling},
		recObject{"type": "RollingUpdate", "rollingUpdate": rolling}, recObject{"type": "Recreate"}).(recObject)
}

func recRandomDeployment(random *rand.Rand) recObject {
	replicas := random.Intn(20)
	if random.Intn(20) == 0 {
		replicas = 70000
	}
	return recObject{
		"metadata": recObject{"name": "d", "generation": random.Intn(3)},
		"spec":     recObject{"replicas": replicas, "template": recObject{}, "strategy": recStrategy(random)},
		"status":   recObject{"replicas": random.Intn(15), "updatedReplicas": random.Intn(5), "readyReplicas": random.Intn(5), "availableReplicas": random.Intn(5)},
	}
}

func recRandomSet(random *rand.Rand, name string, desired interface{}) recObject {
	metadata := recObject{"name": name, "uid": "uid-" + name, "creationTimestamp": fmt.Sprintf("2021-01-0%dT00:00:00Z", 1+random.Intn(4))}
	if random.Intn(8) > 0 {
		annotations := recObject{}
		if random.Intn(6) > 0 {
			annotations[DesiredReplicasAnnotation] = recPick(random, fmt.Sprint(desired), fmt.Sprint(desired), "3", "x", "4294967297", "99999999999999999999", "", "+4", "-2")
		}
		if random.Intn(6) > 0 {
			annotations[MaxReplicasAnnotation] = recPick(random, "1", "5", "12", "13", "20", "x", "0", "")
		}
		if random.Intn(6) > 0 {
			annotations[RevisionAnnotation] = recPick(random, "1", "2", "3", "10", "-4", "x", "", "99999999999999999999", "1.5")
		}
		metadata["annotations"] = annotations
	}
	if random.Intn(10) == 0 {
		delete(metadata, "creationTimestamp")
	}
	replicas := random.Intn(12) * random.Intn(2)
	if random.Intn(20) == 0 {
		replicas = 70000
	}
	return recObject{
		"metadata": metadata,
		"spec":     recObject{"replicas": replicas, "template": recObject{"metadata": recObject{"labels": recObject{"v": recPick(random, "1", "2", "3")}}}},
		"status":   recObject{"replicas": random.Intn(12), "readyReplicas": random.Intn(12), "availableReplicas": random.Intn(12)},
	}
}

func TestRecordScaledValue(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	cases := []recObject{}
	for len(cases) < 260 {
		value, total, up := recPercents[len(cases)%len(recPercents)], random.Intn(120)-10, random.Intn(2) == 0
		if len(cases) > 200 {
			value = fmt.Sprintf("%d%%", random.Intn(150))
		}
		var given *intstrutil.IntOrString
		if value != nil {
			given = &intstrutil.IntOrString{}
			recRead(t, value, given)
		}
		scaled, err := intstrutil.GetScaledValueFromIntOrPercent(given, total, up)
		cases = append(cases, recObject{"value": value, "total": total, "up": up, "scaled": scaled, "error": recError(err), "or7": *intstrutil.ValueOrDefault(given, intstrutil.FromInt(7))})
	}
	writeVectors(t, "scaled-value-from-int-or-percent", "staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go#GetScaledValueFromIntOrPercent", cases)
}

func TestRecordRollouts(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	fence, counts, proportions, saturated := []recObject{}, []recObject{}, []recObject{}, []recObject{}
	for len(fence) < 260 {
		from := recRandomDeployment(random)
		d := recDeployment(t, from)
		one := recObject{"d": from, "maxUnavailable": MaxUnavailable(*d), "minAvailable": MinAvailable(d), "maxSurge": MaxSurge(*d), "rolling": IsRollingUpdate(d)}
		if d.Spec.Strategy.RollingUpdate != nil {
			surge, unavailable, err := ResolveFenceposts(d.Spec.Strategy.RollingUpdate.MaxSurge, d.Spec.Strategy.RollingUpdate.MaxUnavailable, *d.Spec.Replicas)
			one["resolved"] = []interface{}{surge, unavailable, recError(err)}
		}
		fence = append(fence, one)
	}
	for len(counts) < 260 {
		from := recRandomDeployment(random)
		if random.Intn(20) == 0 {
			from["spec"].(recObject)["strategy"] = recObject{"type": recPick(random, "", "Other")}
		}
		d := recDeployment(t, from)
		fromNew := recRandomSet(random, "new", 5)
		if random.Intn(3) > 0 {
			fromNew["spec"].(recObject)["replicas"] = random.Intn(int(*d.Spec.Replicas) + 1)
		}
		all := []interface{}{fromNew}
		for i := random.Intn(4); i > 0; i-- {
			all = append(all, recPick(random, recRandomSet(random, fmt.Sprint("old", i), 5), recRandomSet(random, fmt.Sprint("old", i), 5), recRandomSet(random, fmt.Sprint("old", i), 5), nil))
		}
		newReplicas, err := NewRSNewReplicas(d, recSets(t, all), recSet(t, fromNew))
		sets := recSets(t, all)
		counts = append(counts, recObject{"d": from, "all": all, "replicas": newReplicas, "error": recError(err),
			"counts": []int32{GetReplicaCountForReplicaSets(sets), GetActualReplicaCountForReplicaSets(sets), GetReadyReplicaCountForReplicaSets(sets), GetAvailableReplicaCountForReplicaSets(sets)}})
	}
	for len(proportions) < 300 {
		from, fromSet := recRandomDeployment(random), recRandomSet(random, "rs", 5)
		if random.Intn(15) == 0 {
			from["spec"].(recObject)["replicas"] = 0
		}
		if random.Intn(3) > 0 {
			fromSet["spec"].(recObject)["replicas"] = 1 + random.Intn(12)
		}
		d, rs := recDeployment(t, from), recSet(t, fromSet)
		toAdd, added := int32(random.Intn(30)-15), int32(random.Intn(10)-5)
		if random.Intn(15) == 0 {
			added = toAdd
		}
		if random.Intn(15) == 0 {
			fromSet, rs = nil, nil
		}
		one := recObject{"d": from, "rs": fromSet, "toAdd": toAdd, "added": added, "proportion": GetProportion(rs, *d, toAdd, added)}
		if rs != nil {
			one["fraction"] = getReplicaSetFraction(*rs, *d)
		}
		proportions = append(proportions, one)
	}
	for len(saturated) < 260 {
		from := recRandomDeployment(random)
		d := recDeployment(t, from)
		fromSet := recRandomSet(random, "rs", *d.Spec.Replicas)
		if random.Intn(4) > 0 {
			fromSet["spec"].(recObject)["replicas"] = *d.Spec.Replicas
		}
		if random.Intn(4) > 0 {
			fromSet["status"].(recObject)["availableReplicas"] = *d.Spec.Replicas
		}
		saturated = append(saturated, recObject{"d": from, "rs": fromSet, "saturated": IsSaturated(d, recSet(t, fromSet))})
	}
	writeVectors(t, "resolve-fenceposts", recSource+"ResolveFenceposts", fence)
	writeVectors(t, "new-rs-new-replicas", recSource+"NewRSNewReplicas", counts)
	writeVectors(t, "get-proportion", recSource+"GetProportion", proportions)
	writeVectors(t, "is-saturated", recSource+"IsSaturated", saturated)
}

func TestRecordReplicaSetAnnotations(t *testing.T) {
	random := rand.New(rand.NewSource(3))
	cases := []recObject{}
	for len(cases) < 260 {
		from, fromSet := recRandomDeployment(random), recRandomSet(random, "rs", 5)
		if random.Intn(4) > 0 {
			own := recObject{}
			for _, key := range []string{"a", "b", RevisionAnnotation, DesiredReplicasAnnotation, v1.LastAppliedConfigAnnotation, apps.DeprecatedRollbackTo, RevisionHistoryAnnotation, MaxReplicasAnnotation} {
				if random.Intn(3) == 0 {
					own[key] = recPick(random, "1", "2", "", "x")
				}
			}
			from["metadata"].(recObject)["annotations"] = own
		}
		if annotations, ok := fromSet["metadata"].(recObject)["annotations"].(recObject); ok {
			if random.Intn(2) == 0 {
				annotations["a"] = recPick(random, "1", "2")
			}
			if random.Intn(2) == 0 {
				annotations[RevisionHistoryAnnotation] = recPick(random, "", "1", "1,2", "1,2,3", "1,12,123,1234", ",", ",1", "1000,2")
			}
			if random.Intn(2) == 0 {
				annotations[RevisionAnnotation] = recPick(random, "1", "2", "3")
			}
		}
		revision, exists, limit := recPick(random, "1", "2", "3", "4", "11", "x", "").(string), random.Intn(2) == 0, recPick(random, 2000, 8, 5, 3, 1).(int)
		d, rs := recDeployment(t, from), recSet(t, fromSet)
		one := recObject{"d": from, "rs": fromSet, "revision": revision, "exists": exists, "limit": limit}
		desired, ok := GetDesiredReplicasAnnotation(rs)
		max, maxOk := getMaxReplicasAnnotation(rs)
		one["ints"] = []interface{}{desired, ok, max, maxOk}
		one["needUpdate"] = ReplicasAnnotationsNeedUpdate(rs, 5, 13)
		second := rs.DeepCopy()
		one["set"] = []interface{}{SetReplicasAnnotations(second, 5, 13), second.Annotations}
		one["changed"] = SetNewReplicaSetAnnotations(d, rs, revision, exists, limit)
		one["annotations"] = rs.Annotations
		one["dChanged"] = SetDeploymentRevision(d, revision)
		one["dAnnotations"] = d.Annotations
		cases = append(cases, one)
	}
	writeVectors(t, "replica-set-annotations", recSource+"SetNewReplicaSetAnnotations", cases)
}

// Times are seconds before now; the deadline is never less than five seconds from them.
func TestRecordDeploymentProgress(t *testing.T) {
	random := rand.New(rand.NewSource(4))
	now := time.Unix(1600000000, 0)
	nowFn = func() time.Time { return now }
	defer func() { nowFn = func() time.Time { return time.Now() } }()
	cases := []recObject{}
	for len(cases) < 300 {
		from := recRandomDeployment(random)
		spec, status := from["spec"].(recObject), recObject{}
		if random.Intn(5) > 0 {
			spec["progressDeadlineSeconds"] = recPick(random, 60, 600, 0, 2147483647)
		}
		if random.Intn(3) > 0 {
			spec["revisionHistoryLimit"] = recPick(random, 0, 2, 2147483647)
		}
		d := recDeployment(t, from)
		for _, name := range []string{"replicas", "updatedReplicas", "availableReplicas", "readyReplicas"} {
			status[name] = random.Intn(6)
			if random.Intn(4) > 0 {
				status[name] = from["status"].(recObject)[name]
			}
			if random.Intn(2) == 0 && name != "readyReplicas" && len(cases)%2 == 0 {
				status[name] = *d.Spec.Replicas
			}
		}
		if len(cases)%5 == 0 {
			status["replicas"], status["updatedReplicas"], status["availableReplicas"] = *d.Spec.Replicas, *d.Spec.Replicas, *d.Spec.Replicas
		}
		status["observedGeneration"] = random.Intn(4)
		if random.Intn(5) > 0 {
			condition := recObject{"type": recPick(random, "Progressing", "Progressing", "Progressing", "Available"), "status": "True",
				"reason": recPick(random, NewRSAvailableReason, TimedOutReason, ReplicaSetUpdatedReason, ReplicaSetUpdatedReason, ReplicaSetUpdatedReason, "")}
			if random.Intn(8) > 0 {
				condition["lastUpdateTime"] = now.Add(-time.Duration(recPick(random, 0, 1, 59, 60, 61, 599, 600, 601).(int)) * time.Second).UTC().Format(time.RFC3339)
			}
			status["conditions"] = []interface{}{condition}
		}
		newStatus := apps.DeploymentStatus{}
		recRead(t, status, &newStatus)
		cases = append(cases, recObject{"d": from, "status": status, "complete": DeploymentComplete(d, &newStatus), "progressing": DeploymentProgressing(d, &newStatus),
			"timedOut": DeploymentTimedOut(d, &newStatus), "deadline": HasProgressDeadline(d), "limit": HasRevisionHistoryLimit(d)})
	}
	writeVectors(t, "deployment-progress", recSource+"DeploymentProgressing", cases)
}

func TestRecordDeploymentConditions(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	condition := func() recObject {
		made := recObject{"type": recPick(random, "Available", "Progressing", "ReplicaFailure"), "status": recPick(random, "True", "False", "Unknown")}
		made["reason"], made["message"] = recPick(random, "A", "B", ""), recPick(random, "m", "n", "")
		for _, name := range []string{"lastTransitionTime", "lastUpdateTime"} {
			made[name] = fmt.Sprintf("2021-01-0%dT00:00:00Z", 1+random.Intn(9))
		}
		return made
	}
	cases := []recObject{}
	for len(cases) < 205 {
		conditions := []interface{}{}
		for i := random.Intn(3); i > 0; i-- {
			conditions = append(conditions, condition())
		}
		status := apps.DeploymentStatus{}
		recRead(t, recObject{"conditions": conditions}, &status)
		steps := []recObject{}
		for i := 0; i < 3; i++ {
			step := recObject{}
			if random.Intn(3) > 0 {
				step["set"] = condition()
				made := apps.DeploymentCondition{}
				recRead(t, step["set"], &made)
				SetDeploymentCondition(&status, made)
			} else {
				step["remove"] = recPick(random, "Available", "Progressing", "Other")
				RemoveDeploymentCondition(&status, apps.DeploymentConditionType(step["remove"].(string)))
			}
			step["got"] = GetDeploymentCondition(status, "Progressing")
			step["left"] = append([]apps.DeploymentCondition{}, status.Conditions...)
			steps = append(steps, step)
		}
		of := condition()
		delete(of, "lastUpdateTime")
		rs := apps.ReplicaSetCondition{}
		recRead(t, of, &rs)
		made := NewDeploymentCondition("T", v1.ConditionTrue, "R", "M")
		cases = append(cases, recObject{"conditions": conditions, "steps": steps, "rs": of, "converted": ReplicaSetToDeploymentCondition(rs),
			"made": fmt.Sprintf("%s|%s|%s|%s|%t", made.Type, made.Status, made.Reason, made.Message, time.Since(made.LastUpdateTime.Time) < time.Minute && time.Since(made.LastTransitionTime.Time) < time.Minute)})
	}
	writeVectors(t, "deployment-conditions", recSource+"SetDeploymentCondition", cases)
}

func TestRecordFindReplicaSets(t *testing.T) {
	random := rand.New(rand.NewSource(6))
	cases := []recObject{}
	for len(cases) < 240 {
		from, list := recRandomDeployment(random), []interface{}{}
		from["spec"].(recObject)["template"] = recObject{"metadata": recObject{"labels": recObject{"v": recPick(random, "1", "2", "4")}}}
		for i := random.Intn(6); i > 0; i-- {
			rs := recRandomSet(random, fmt.Sprintf("rs%d", random.Intn(100)*10+i), 5)
			if random.Intn(3) == 0 {
				rs["spec"].(recObject)["template"].(recObject)["metadata"].(recObject)["labels"].(recObject)["pod-template-hash"] = recPick(random, "a", "b")
			}
			if random.Intn(8) == 0 {
				rs["metadata"].(recObject)["uid"] = "same"
			}
			list = append(list, rs)
		}
		d, sets := recDeployment(t, from), recSets(t, list)
		one := recObject{"d": from, "sets": list, "max": MaxRevision(sets), "last": LastRevision(sets)}
		revisions := []interface{}{}
		for _, rs := range sets {
			value, err := Revision(rs)
			if err != nil {
				value = 0
			}
			revisions = append(revisions, []interface{}{value, recError(err)})
		}
		one["revisions"] = revisions
		found := FindNewReplicaSet(d, sets)
		if found != nil {
			one["new"] = found.Name
		}
		one["byAge"] = recNames(sets)
		required, all := FindOldReplicaSets(d, sets)
		one["required"], one["all"] = recNames(required), recNames(all)
		withNew := random.Intn(3) > 0
		if !withNew {
			found = nil
		}
		one["withNew"] = withNew
		if latest := FindActiveOrLatest(found, all); latest != nil {
			one["latest"] = latest.Name
		}
		active := controller.FilterActiveReplicaSets(append(recSets(t, list), nil))
		one["active"] = recNames(active)
		older, newer := append([]*apps.ReplicaSet{}, active...), append([]*apps.ReplicaSet{}, active...)
		sort.Sort(controller.ReplicaSetsBySizeOlder(older))
		sort.Sort(controller.ReplicaSetsBySizeNewer(newer))
		one["older"], one["newer"] = recNames(older), recNames(newer)
		cases = append(cases, one)
	}
	writeVectors(t, "find-replica-sets", recSource+"FindNewReplicaSet", cases)
}

// recTemplate is a pod's template with whatever fields.
func recTemplate(random *rand.Rand) recObject {
	maybe := func(into recObject, name string, values ...interface{}) {
		if random.Intn(2) == 0 {
			into[name] = recPick(random, values...)
		}
	}
	quantities := func() recObject {
		made := recObject{}
		maybe(made, "cpu", "1", "100m", "0.5", "1500m", "2000m", "0", "1k", "1e3", "1e2", "0.0001")
		maybe(made, "memory", "64Mi", "1Gi", "1024Mi", "1.5Gi", "512", "1000Ki", "128974848", "1M", "0.5Ki", "1Ti", "129e6", "3Ki", "8Ki", "100")
		return made
	}
	probe := recObject{"periodSeconds": 3, "httpGet": recObject{"path": "/", "port": recPick(random, 80, "http")}}
	container := func(name string) recObject {
		made := recObject{"name": name}
		maybe(made, "image", "nginx", "nginx:1.14.2", "bild:ä")
		maybe(made, "command", []string{"a", "b"}, []string{})
		maybe(made, "ports", []recObject{{"containerPort": 80}, {"name": "p", "containerPort": 81, "protocol": "UDP", "hostPort": 5}})
		maybe(made, "env", []recObject{{"name": "A", "value": "1"}, {"name": "B", "valueFrom": recObject{"fieldRef": recObject{"fieldPath": "x"}}}})
		maybe(made, "resources", recObject{}, recObject{"limits": quantities(), "requests": quantities()}, recObject{"requests": quantities()})
		maybe(made, "imagePullPolicy", "Always", "IfNotPresent")
		maybe(made, "livenessProbe", probe)
		maybe(made, "securityContext", recObject{}, recObject{"privileged": true, "runAsUser": 0, "capabilities": recObject{"add": []string{"X"}}})
		maybe(made, "lifecycle", recObject{"preStop": recObject{"exec": recObject{"command": []string{"sleep", "5"}}}})
		maybe(made, "tty", true, false)
		maybe(made, "volumeMounts", []recObject{{"name": "v", "mountPath": "/v", "readOnly": true}})
		return made
	}
	spec := recObject{"containers": []recObject{container("a")}}
	maybe(spec, "initContainers", []recObject{container("i"), container("j")})
	maybe(spec, "restartPolicy", "Always")
	maybe(spec, "terminationGracePeriodSeconds", 30, 0)
	maybe(spec, "dnsPolicy", "ClusterFirst")
	maybe(spec, "securityContext", recObject{}, recObject{"fsGroup": 5, "supplementalGroups": []int{1, 2}})
	maybe(spec, "schedulerName", "default-scheduler")
	maybe(spec, "nodeSelector", recObject{"b": "1", "a": "2"}, recObject{})
	maybe(spec, "hostNetwork", true)
	maybe(spec, "tolerations", []recObject{{"key": "k", "operator": "Exists", "tolerationSeconds": 5}})
	maybe(spec, "overhead", quantities())
	maybe(spec, "serviceAccountName", "x")
	maybe(spec, "serviceAccount", "x")
	maybe(spec, "volumes", []recObject{{"name": "v", "emptyDir": recObject{}}, {"name": "w", "configMap": recObject{"name": "c"}}, {"name": "x", "hostPath": recObject{"path": "/"}}})
	maybe(spec, "affinity", recObject{"podAntiAffinity": recObject{"requiredDuringSchedulingIgnoredDuringExecution": []recObject{{"topologyKey": "z", "labelSelector": recObject{"matchLabels": recObject{"a": "b"}}}}}})
	maybe(spec, "topologySpreadConstraints", []recObject{{"maxSkew": 1, "topologyKey": "z", "whenUnsatisfiable": "DoNotSchedule"}})
	maybe(spec, "ephemeralContainers", []recObject{{"name": "e", "image": "sh", "targetContainerName": "a"}})
	metadata := recObject{}
	maybe(metadata, "labels", recObject{"app": "cats", "Zone": "1"}, recObject{}, recObject{"pod-template-hash": "old", "app": "cats"})
	maybe(metadata, "annotations", recObject{"x/y": "z \"quoted\""})
	maybe(metadata, "name", "n")
	return recObject{"metadata": metadata, "spec": spec}
}

// Templates go through protobuf, as they do on their way to a controller.
func recThrough(t *testing.T, from interface{}) *v1.PodTemplateSpec {
	read, template := v1.PodTemplateSpec{}, &v1.PodTemplateSpec{}
	recRead(t, from, &read)
	data, err := read.Marshal()
	if err == nil {
		err = template.Unmarshal(data)
	}
	if err != nil {
		t.Fatal(err)
	}
	return template
}

func TestRecordComputeHash(t *testing.T) {
	random := rand.New(rand.NewSource(7))
	cases, equal := []recObject{}, []recObject{}
	for len(cases) < 240 {
		from := recTemplate(random)
		one := recObject{"template": from}
		var collisions *int32
		if random.Intn(3) == 0 {
			count := int32(recPick(random, 0, 1, 2, 300, 2147483647).(int))
			collisions, one["collisions"] = &count, count
		}
		one["hash"] = controller.ComputeHash(recThrough(t, from), collisions)
		cases = append(cases, one)
	}
	// Two templates that differ in one thing or in none.
	for len(equal) < 205 {
		a, b := recTemplate(random), recObject{}
		for _, name := range []string{"initContainers", "ephemeralContainers", "overhead"} {
			delete(a["spec"].(recObject), name)
		}
		recRead(t, a, &b)
		spec := b["spec"].(recObject)
		container := spec["containers"].([]interface{})[0].(recObject)
		switch random.Intn(9) {
		case 0:
			container["image"] = "other"
		case 1:
			if labels, ok := b["metadata"].(recObject)["labels"].(recObject); ok {
				labels["pod-template-hash"] = "new"
			}
		case 2:
			spec["nodeSelector"] = recPick(random, recObject{}, recObject{"a": "2", "b": "1"})
		case 3:
			spec["securityContext"] = recObject{}
		case 4:
			container["resources"] = recObject{"limits": recObject{"cpu": "1000m", "memory": "1048576Ki"}}
			a["spec"].(recObject)["containers"].([]recObject)[0]["resources"] = recObject{"limits": recObject{"cpu": recPick(random, "1", "2"), "memory": "1Gi"}}
		case 5:
			spec["terminationGracePeriodSeconds"] = recPick(random, 0, 30)
		case 6:
			container["command"] = recPick(random, []string{}, []string{"a", "b"}, []string{"b", "a"})
		case 7:
			delete(spec, recPick(random, "volumes", "affinity", "hostNetwork", "dnsPolicy").(string))
		}
		equal = append(equal, recObject{"a": a, "b": b, "equal": EqualIgnoreHash(recThrough(t, a), recThrough(t, b))})
	}
	writeVectors(t, "compute-hash", "pkg/controller/controller_utils.go#ComputeHash", cases)
	writeVectors(t, "equal-ignore-hash", recSource+"EqualIgnoreHash", equal)
}
