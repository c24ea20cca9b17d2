// This file is ours; see reflector_record_test.go.

package cache

import (
	"errors"
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/clock"
)

// informerIndexer fails with some names.
type informerIndexer struct {
	Indexer
	failing map[string]bool
}

func (i *informerIndexer) failure(what string, obj interface{}) error {
	name := informerText(obj)
	if i.failing[what+" "+name[:strings.Index(name, ":")]] {
		return errors.New(what + " fails")
	}
	return nil
}

func (i *informerIndexer) Add(obj interface{}) error {
	if err := i.failure("add", obj); err != nil {
		return err
	}
	return i.Indexer.Add(obj)
}

func (i *informerIndexer) Update(obj interface{}) error {
	if err := i.failure("update", obj); err != nil {
		return err
	}
	return i.Indexer.Update(obj)
}

func (i *informerIndexer) Delete(obj interface{}) error {
	if err := i.failure("delete", obj); err != nil {
		return err
	}
	return i.Indexer.Delete(obj)
}

func (i *informerIndexer) Get(obj interface{}) (interface{}, bool, error) {
	item, exists, _ := i.Indexer.Get(obj)
	return item, exists, i.failure("get", obj)
}

// informerText writes an object as `name:rv`, one whose final state is unknown with a `?` before.
func informerText(obj interface{}) string {
	if d, ok := obj.(DeletedFinalStateUnknown); ok {
		return d.Key + ":?" + informerText(d.Obj)
	}
	return reflectorText(obj)
}

// informerHandler notes what it is told; a `flush` says that all before it was told.
type informerHandler struct {
	told  []string
	flush chan struct{}
}

func (h *informerHandler) OnAdd(obj interface{}) { h.told = append(h.told, "add "+informerText(obj)) }
func (h *informerHandler) OnUpdate(old, new interface{}) {
	h.told = append(h.told, "update "+informerText(old)+" "+informerText(new))
}
func (h *informerHandler) OnDelete(obj interface{}) {
	if obj == "flush" {
		h.flush <- struct{}{}
		return
	}
	h.told = append(h.told, "delete "+informerText(obj))
}

// A step is `handler ms` (-1 for the default), `start`, `pass ms`, `resync?`, `stop`, or deltas as
// `Added a:1`, in order.
type informerStep struct {
	Do     string   `json:"do,omitempty"`
	Deltas []string `json:"deltas,omitempty"`
	Error  string   `json:"error,omitempty"`
	Resync bool     `json:"resync,omitempty"`
	// What each handler was told, by its number, and after a handler or a resync their periods.
	Told    []string `json:"told,omitempty"`
	Check   int64    `json:"check"`
	Periods []string `json:"periods,omitempty"`
}

type informerCase struct {
	Default int64          `json:"default"`
	Failing []string       `json:"failing"`
	Steps   []informerStep `json:"steps"`
}

func informerDeltas(random *rand.Rand, rvs map[string]int) []string {
	deltas := []string{}
	name := reflectorPick(random, "a", "b", "c", "d", "e")
	for i, count := 0, 1+random.Intn(3); i < count; i++ {
		kind := reflectorPick(random, "Added", "Updated", "Updated", "Replaced", "Replaced", "Sync", "Sync", "Deleted")
		if kind != "Sync" && random.Intn(3) > 0 {
			rvs[name]++
		}
		object := fmt.Sprintf("%s:%d", name, rvs[name])
		if kind == "Deleted" && random.Intn(3) == 0 {
			object = name + ":?" + object
		}
		deltas = append(deltas, kind+" "+object)
	}
	return deltas
}

func TestRecordInformerHandleDeltas(t *testing.T) {
	random := rand.New(rand.NewSource(33))
	periods := []int64{0, 0, -1, 500, 1000, 2000, 3000, 5000, 60000}
	cases := []informerCase{}
	for len(cases) < 130 {
		one := informerCase{Default: []int64{0, 1000, 4000, 30000}[random.Intn(4)], Failing: []string{}}
		start := time.Unix(1600000000, 0)
		fake := clock.NewFakeClock(start)
		indexer := &informerIndexer{NewIndexer(DeletionHandlingMetaNamespaceKeyFunc, Indexers{}), map[string]bool{}}
		for _, what := range []string{"add", "update", "delete", "get"} {
			if random.Intn(5) == 0 {
				name := what + " " + reflectorPick(random, "a", "b", "c", "d", "e")
				one.Failing = append(one.Failing, name)
				indexer.failing[name] = true
			}
		}
		ms := func(n int64) time.Duration { return time.Duration(n) * time.Millisecond }
		informer := NewSharedIndexInformer(nil, &v1.Pod{}, ms(one.Default), Indexers{}).(*sharedIndexInformer)
		informer.indexer, informer.clock, informer.processor.clock = indexer, fake, fake
		handlers := []*informerHandler{}
		stop := make(chan struct{})
		stopped := make(chan struct{})
		rvs := map[string]int{}
		plan := []string{}
		for i, count := 0, random.Intn(4); i < count; i++ {
			plan = append(plan, fmt.Sprintf("handler %d", periods[random.Intn(len(periods))]))
		}
		plan = append(plan, "start")
		for i := 0; i < 14; i++ {
			switch random.Intn(8) {
			case 0:
				plan = append(plan, fmt.Sprintf("handler %d", periods[random.Intn(len(periods))]))
			case 1:
				plan = append(plan, fmt.Sprintf("pass %d", []int64{500, 1000, 2000, 2999, 60000}[random.Intn(5)]))
			case 2, 3:
				plan = append(plan, "resync?")
			default:
				plan = append(plan, "deltas")
			}
		}
		plan = append(plan, "stop", fmt.Sprintf("handler %d", periods[random.Intn(len(periods))]))
		started := false
		for _, do := range plan {
			step := informerStep{Do: do}
			var number int64
			fmt.Sscanf(do[strings.Index(do, " ")+1:], "%d", &number)
			switch {
			case strings.HasPrefix(do, "handler"):
				handler := &informerHandler{flush: make(chan struct{})}
				handlers = append(handlers, handler)
				if number < 0 {
					informer.AddEventHandler(handler)
				} else {
					informer.AddEventHandlerWithResyncPeriod(handler, ms(number))
				}
			case do == "start":
				// What Run does, without the controller.
				informer.started, started = true, true
				go func() {
					informer.processor.run(stop)
					close(stopped)
				}()
				for {
					informer.processor.listenersLock.Lock()
					listening := informer.processor.listenersStarted
					informer.processor.listenersLock.Unlock()
					if listening {
						break
					}
					time.Sleep(10 * time.Microsecond)
				}
			case do == "stop":
				started = false
				close(stop)
				<-stopped
				informer.stopped = true
			case do == "resync?":
				step.Resync = informer.processor.shouldResync()
			case strings.HasPrefix(do, "pass"):
				fake.Step(ms(number))
			default:
				step.Do = ""
				deltas := Deltas{}
				step.Deltas = informerDeltas(random, rvs)
				for _, text := range step.Deltas {
					parts := strings.SplitN(text, " ", 2)
					if at := strings.Index(parts[1], ":?"); at >= 0 {
						deltas = append(deltas, Delta{DeltaType(parts[0]), DeletedFinalStateUnknown{parts[1][:at], reflectorPod(parts[1][at+2:])}})
					} else {
						deltas = append(deltas, Delta{DeltaType(parts[0]), reflectorPod(parts[1])})
					}
				}
				if err := informer.HandleDeltas(deltas); err != nil {
					step.Error = err.Error()
				}
			}
			if started {
				for _, listener := range informer.processor.listeners {
					listener.add(deleteNotification{oldObj: "flush"})
					<-listener.handler.(*informerHandler).flush
				}
			}
			for i, handler := range handlers {
				for _, told := range handler.told {
					step.Told = append(step.Told, fmt.Sprintf("%d %s", i, told))
				}
				handler.told = nil
			}
			if strings.HasPrefix(do, "handler") {
				// The cache lists its objects in any order.
				sort.Strings(step.Told)
			}
			step.Check = int64(informer.resyncCheckPeriod / time.Millisecond)
			if strings.HasPrefix(do, "handler") || do == "resync?" {
				for _, listener := range informer.processor.listeners {
					step.Periods = append(step.Periods, fmt.Sprintf("%d %d %d", listener.requestedResyncPeriod.Milliseconds(), listener.resyncPeriod.Milliseconds(), listener.nextResync.Sub(start).Milliseconds()))
				}
			}
			one.Steps = append(one.Steps, step)
		}
		cases = append(cases, one)
	}
	reflectorWrite(t, "handle-deltas", "staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.HandleDeltas", cases)
}

type informerFilterCase struct {
	Do      string   `json:"do"`
	Old     string   `json:"old"`
	New     string   `json:"new"`
	Passing string   `json:"passing"`
	Funcs   string   `json:"funcs"`
	Told    []string `json:"told"`
}

// The objects whose names are among the passing ones pass. The funcs say which of add, update and
// delete there are.
func TestRecordInformerFilter(t *testing.T) {
	cases := []informerFilterCase{}
	for _, funcs := range []string{"aud", "ad", "u", ""} {
		for _, passing := range []string{"", "a", "b", "ab"} {
			for _, old := range []string{"a:1", "b:1", "a:?a:1", "b:?b:2"} {
				for _, new := range []string{"a:1", "a:2", "b:2"} {
					for _, do := range []string{"add", "update", "delete"} {
						one := informerFilterCase{Do: do, Old: old, New: new, Passing: passing, Funcs: funcs, Told: []string{}}
						told := func(what string, objects ...interface{}) {
							for _, obj := range objects {
								what += " " + informerText(obj)
							}
							one.Told = append(one.Told, what)
						}
						handler := ResourceEventHandlerFuncs{}
						if strings.Contains(funcs, "a") {
							handler.AddFunc = func(obj interface{}) { told("add", obj) }
						}
						if strings.Contains(funcs, "u") {
							handler.UpdateFunc = func(old, new interface{}) { told("update", old, new) }
						}
						if strings.Contains(funcs, "d") {
							handler.DeleteFunc = func(obj interface{}) { told("delete", obj) }
						}
						filter := FilteringResourceEventHandler{Handler: handler, FilterFunc: func(obj interface{}) bool {
							told("asked", obj)
							return strings.Contains(passing, informerText(obj)[:1])
						}}
						object := func(text string) interface{} {
							if at := strings.Index(text, ":?"); at >= 0 {
								return DeletedFinalStateUnknown{text[:at], reflectorPod(text[at+2:])}
							}
							return reflectorPod(text)
						}
						switch do {
						case "add":
							filter.OnAdd(object(new))
						case "update":
							filter.OnUpdate(object(old), object(new))
						case "delete":
							filter.OnDelete(object(old))
						}
						cases = append(cases, one)
					}
				}
			}
		}
	}
	reflectorWrite(t, "filtering-resource-event-handler", "staging/src/k8s.io/client-go/tools/cache/controller.go#FilteringResourceEventHandler", cases)
}
