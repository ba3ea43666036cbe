// openai-go: one call of Chat Completions with a schema, one of Responses.
package main

import (
	"context"
	"encoding/json"
	"log"
	"strings"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/responses"
)

type person struct {
	Name string `json:"name"`
	Age  int    `json:"age"`
}

func main() {
	ctx := context.Background()
	client := openai.NewClient()
	schema := map[string]any{
		"type":                 "object",
		"properties":           map[string]any{"name": map[string]any{"type": "string"}, "age": map[string]any{"type": "integer"}},
		"required":             []string{"name", "age"},
		"additionalProperties": false,
	}
	chat, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:    "gpt-4o-mini",
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Extract: Signe Dahl is 52 years old.")},
		ResponseFormat: openai.ChatCompletionNewParamsResponseFormatUnion{
			OfJSONSchema: &openai.ResponseFormatJSONSchemaParam{
				JSONSchema: openai.ResponseFormatJSONSchemaJSONSchemaParam{Name: "person", Schema: schema, Strict: openai.Bool(true)},
			},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	var found person
	if err := json.Unmarshal([]byte(chat.Choices[0].Message.Content), &found); err != nil {
		log.Fatal(err)
	}
	if found != (person{Name: "Signe Dahl", Age: 52}) {
		log.Fatalf("unexpected person: %+v", found)
	}
	answer, err := client.Responses.New(ctx, responses.ResponseNewParams{
		Model: "gpt-5.1",
		Input: responses.ResponseNewParamsInputUnion{OfString: openai.String("What is the capital of Norway?")},
	})
	if err != nil {
		log.Fatal(err)
	}
	if !strings.Contains(answer.OutputText(), "Oslo") {
		log.Fatalf("unexpected answer: %s", answer.OutputText())
	}
}
