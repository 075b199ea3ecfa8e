// Scores an assessment over HTTP, with what comes with Go.
//
//	go run caller.go http://127.0.0.1:8080 mine.jsonl
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"time"
)

const attempts = 5

var client = &http.Client{Timeout: 6 * time.Second}

type refused struct {
	Code    string
	Message string
	Details []struct {
		Debug struct {
			FieldViolations []struct{ Field, Description string }
		}
	}
}

func (r *refused) Error() string {
	text := r.Code + " " + r.Message
	for _, detail := range r.Details {
		for _, one := range detail.Debug.FieldViolations {
			text += "\n" + one.Field + " " + one.Description
		}
	}
	return text
}

// ask sends the request once. after is when trying again may help; negative: it
// will not.
func ask(server string, body []byte) (level int, after time.Duration, err error) {
	request, err := http.NewRequest("POST", server+"/cmmm.v1.ScoringService/Score", bytes.NewReader(body))
	if err != nil {
		return 0, -1, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Connect-Timeout-Ms", "5000")
	if key := os.Getenv("CMMM_KEY"); key != "" {
		request.Header.Set("Authorization", "Bearer "+key)
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, 0, err
	}
	if answer.StatusCode != http.StatusOK {
		said := &refused{Code: answer.Status}
		_ = json.Unmarshal(text, said)
		seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
		after = time.Duration(seconds) * time.Second
		if answer.StatusCode != http.StatusServiceUnavailable &&
			(answer.StatusCode != http.StatusTooManyRequests || seconds == 0) {
			after = -1
		}
		return 0, after, said
	}
	var result struct{ Decision struct{ Level int } }
	err = json.Unmarshal(text, &result)
	return result.Decision.Level, -1, err
}

// score asks again after a lost connection and 503, five times in all; after 429
// only where the server says when (Retry-After).
func score(server string, body []byte) (int, error) {
	for attempt := 1; ; attempt++ {
		level, after, err := ask(server, body)
		if err == nil || after < 0 || attempt == attempts {
			return level, err
		}
		if after == 0 {
			longest := 100 * time.Millisecond << attempt
			if longest > 2*time.Second {
				longest = 2 * time.Second
			}
			after = time.Duration(rand.Int63n(int64(longest)))
		}
		time.Sleep(after)
	}
}

func main() {
	body, err := os.ReadFile(os.Args[2])
	if err == nil {
		var level int
		if level, err = score(os.Args[1], body); err == nil {
			fmt.Println("level", level)
			return
		}
	}
	var said *refused
	if !errors.As(err, &said) {
		err = fmt.Errorf("unavailable %w", err)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
