// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package wait

import (
	"encoding/json"
	"errors"
	"math/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/util/clock"
)

const recordFile = "staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#"

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

// recordSeeded gives the numbers that the package's random source will give from now on.
func recordSeeded(seed int64, count int) []float64 {
	rand.Seed(seed)
	numbers := make([]float64, count)
	for i := range numbers {
		numbers[i] = rand.Float64()
	}
	rand.Seed(seed)
	return numbers
}

// Durations are nanoseconds.
type recordJitterCase struct {
	Duration int64   `json:"duration"`
	Factor   float64 `json:"factor"`
	Random   float64 `json:"random"`
	Answer   int64   `json:"answer"`
}

func TestRecordJitter(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	cases := []recordJitterCase{}
	for len(cases) < 300 {
		one := recordJitterCase{
			Duration: []int64{0, 1, 3, 1000, 999999, int64(time.Second), int64(time.Hour), -int64(time.Second), random.Int63n(int64(time.Minute))}[random.Intn(9)],
			Factor:   []float64{0, -1, 1, 0.5, 0.2, 4, 1e-9, random.Float64()}[random.Intn(8)],
		}
		one.Random = recordSeeded(int64(len(cases)), 1)[0]
		one.Answer = int64(Jitter(time.Duration(one.Duration), one.Factor))
		cases = append(cases, one)
	}
	writeVectors(t, "jitter", recordFile+"Jitter", cases)
}

type recordBackoff struct {
	Duration int64   `json:"duration"`
	Factor   float64 `json:"factor"`
	Jitter   float64 `json:"jitter"`
	Steps    int     `json:"steps"`
	Cap      int64   `json:"cap"`
}

type recordStepCase struct {
	recordBackoff
	Random []float64 `json:"random"`
	// After every step: the answer, the duration and the steps left.
	Answers [][3]int64 `json:"answers"`
}

func recordBackoffs(random *rand.Rand) recordBackoff {
	return recordBackoff{
		Duration: []int64{0, 1, int64(time.Millisecond), int64(time.Second), 1500000001, random.Int63n(int64(time.Minute))}[random.Intn(6)],
		Factor:   []float64{0, 1, 2, 1.5, 0.5, 3, 1.0001, random.Float64() * 3}[random.Intn(8)],
		Jitter:   []float64{0, 0, -1, 0.5, 1, 4, random.Float64()}[random.Intn(7)],
		Steps:    []int{-1, 0, 1, 2, 3, 6, 20}[random.Intn(7)],
		Cap:      []int64{0, 0, -1, 1, int64(time.Second), int64(3 * time.Second), int64(time.Hour)}[random.Intn(7)],
	}
}

func TestRecordBackoffStep(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	cases := []recordStepCase{}
	for len(cases) < 240 {
		one := recordStepCase{recordBackoff: recordBackoffs(random)}
		backoff := Backoff{
			Duration: time.Duration(one.Duration), Factor: one.Factor, Jitter: one.Jitter,
			Steps: one.Steps, Cap: time.Duration(one.Cap),
		}
		one.Random = recordSeeded(int64(len(cases)), 8)
		for i := 0; i < 8; i++ {
			answer := backoff.Step()
			one.Answers = append(one.Answers, [3]int64{int64(answer), int64(backoff.Duration), int64(backoff.Steps)})
		}
		cases = append(cases, one)
	}
	writeVectors(t, "backoff-step", recordFile+"Backoff.Step", cases)
}

type recordManagerCase struct {
	Init   int64     `json:"init"`
	Max    int64     `json:"max"`
	Reset  int64     `json:"reset"`
	Factor float64   `json:"factor"`
	Jitter float64   `json:"jitter"`
	Random []float64 `json:"random"`
	// What passes before each call, and what it answers.
	Passed  []int64 `json:"passed"`
	Answers []int64 `json:"answers"`
}

func TestRecordExponentialBackoffManager(t *testing.T) {
	random := rand.New(rand.NewSource(3))
	cases := []recordManagerCase{}
	for len(cases) < 120 {
		ms := int64(time.Millisecond)
		one := recordManagerCase{
			Init: (1 + random.Int63n(1000)) * ms, Max: random.Int63n(30000) * ms, Reset: random.Int63n(20000) * ms,
			Factor: []float64{0, 1, 2, 1.5}[random.Intn(4)], Jitter: []float64{0, 1, 0.3}[random.Intn(3)],
			Random: recordSeeded(int64(len(cases)), 12),
		}
		fake := clock.NewFakeClock(time.Unix(1600000000, 0))
		manager := NewExponentialBackoffManager(time.Duration(one.Init), time.Duration(one.Max), time.Duration(one.Reset), one.Factor, one.Jitter, fake)
		for i := 0; i < 12; i++ {
			passed := []int64{0, one.Reset - ms, one.Reset, one.Reset + ms, random.Int63n(20000) * ms}[random.Intn(5)]
			fake.Step(time.Duration(passed))
			one.Passed = append(one.Passed, passed)
			one.Answers = append(one.Answers, int64(manager.(*exponentialBackoffManagerImpl).getNextBackoff()))
		}
		cases = append(cases, one)
	}
	writeVectors(t, "exponential-backoff-manager", recordFile+"exponentialBackoffManagerImpl.getNextBackoff", cases)
}

// recordClock moves on to the time of a timer when somebody waits for it.
type recordClock struct{ *clock.FakeClock }

type recordTimer struct {
	clock *recordClock
	at    time.Time
}

func (c *recordClock) NewTimer(d time.Duration) clock.Timer {
	return &recordTimer{c, c.Now().Add(d)}
}

func (t *recordTimer) C() <-chan time.Time {
	if t.clock.Now().Before(t.at) {
		t.clock.SetTime(t.at)
	}
	c := make(chan time.Time, 1)
	c <- t.at
	return c
}

func (t *recordTimer) Stop() bool { return true }

func (t *recordTimer) Reset(d time.Duration) bool {
	t.at = t.clock.Now().Add(d)
	return true
}

type recordUntilCase struct {
	Period  int64     `json:"period"`
	Factor  float64   `json:"factor"`
	Sliding bool      `json:"sliding"`
	Random  []float64 `json:"random"`
	// How long each run takes; the last one stops, if there is any, else it is stopped before.
	Runs   []int64 `json:"runs"`
	Starts []int64 `json:"starts"`
}

// JitterUntil is BackoffUntil with this manager and the real clock.
func TestRecordBackoffUntil(t *testing.T) {
	random := rand.New(rand.NewSource(4))
	cases := []recordUntilCase{}
	for len(cases) < 200 {
		ms := int64(time.Millisecond)
		one := recordUntilCase{
			Period: []int64{0, 1000, 30000, random.Int63n(5000)}[random.Intn(4)] * ms, Factor: []float64{0, -30, 1, 0.2}[random.Intn(4)],
			Sliding: random.Intn(2) == 0, Random: recordSeeded(int64(len(cases)), 10), Runs: []int64{}, Starts: []int64{},
		}
		for i, count := 0, random.Intn(10); i < count; i++ {
			one.Runs = append(one.Runs, []int64{0, one.Period, one.Period + ms, random.Int63n(6000) * ms}[random.Intn(4)])
		}
		start := time.Unix(1600000000, 0)
		fake := &recordClock{clock.NewFakeClock(start)}
		stop := make(chan struct{})
		if len(one.Runs) == 0 {
			close(stop)
		}
		BackoffUntil(func() {
			one.Starts = append(one.Starts, int64(fake.Since(start)))
			fake.Step(time.Duration(one.Runs[len(one.Starts)-1]))
			if len(one.Starts) == len(one.Runs) {
				close(stop)
			}
		}, NewJitteredBackoffManager(time.Duration(one.Period), one.Factor, fake), one.Sliding, stop)
		cases = append(cases, one)
	}
	writeVectors(t, "backoff-until", recordFile+"BackoffUntil", cases)
}

// A condition answers by a letter: t true, f false, e an error, E an error and true; f when it is
// asked more often.
type recordConditionCase struct {
	Steps   int     `json:"steps"`
	Factor  float64 `json:"factor"`
	Cap     int64   `json:"cap"`
	Ticks   int     `json:"ticks"`
	Answers string  `json:"answers"`
	Calls   int     `json:"calls"`
	Error   string  `json:"error"`
}

func recordCondition(one *recordConditionCase) ConditionFunc {
	return func() (bool, error) {
		one.Calls++
		answer := byte('f')
		if one.Calls <= len(one.Answers) {
			answer = one.Answers[one.Calls-1]
		}
		if answer == 'e' || answer == 'E' {
			return answer == 'E', errors.New("refused")
		}
		return answer == 't', nil
	}
}

func recordAnswers(random *rand.Rand) string {
	answers := make([]byte, random.Intn(8))
	for i := range answers {
		answers[i] = "fffffteE"[random.Intn(8)]
	}
	return string(answers)
}

func TestRecordExponentialBackoff(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	cases := []recordConditionCase{}
	for len(cases) < 200 {
		one := recordConditionCase{Steps: random.Intn(9) - 1, Factor: []float64{0, 1, 2, 10}[random.Intn(4)], Cap: []int64{0, 0, 50, 10000}[random.Intn(4)], Answers: recordAnswers(random)}
		backoff := Backoff{Duration: 10, Factor: one.Factor, Steps: one.Steps, Cap: time.Duration(one.Cap)}
		if err := ExponentialBackoff(backoff, recordCondition(&one)); err != nil {
			one.Error = err.Error()
		}
		cases = append(cases, one)
	}
	writeVectors(t, "exponential-backoff", recordFile+"ExponentialBackoff", cases)
}

// The channel gets so many ticks and is closed then.
func TestRecordWaitFor(t *testing.T) {
	random := rand.New(rand.NewSource(6))
	cases := []recordConditionCase{}
	for len(cases) < 200 {
		one := recordConditionCase{Ticks: random.Intn(8), Answers: recordAnswers(random)}
		done := make(chan struct{})
		if err := WaitFor(fakeTicker(one.Ticks, nil, func() {}), recordCondition(&one), done); err != nil {
			one.Error = err.Error()
		}
		cases = append(cases, one)
	}
	writeVectors(t, "wait-for", recordFile+"WaitFor", cases)
}
