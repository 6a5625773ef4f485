// Prints the commands of a Modelfile as Ollama's own parser reads them: one JSON object a line.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/ollama/ollama/api"
	"github.com/ollama/ollama/parser"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	modelfile, err := parser.ParseFile(file)
	if err != nil {
		return err
	}
	parameters := map[string][]string{}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, command := range modelfile.Commands {
		switch command.Name {
		case "model", "adapter", "license", "template", "system", "message":
		default:
			parameters[command.Name] = append(parameters[command.Name], command.Args)
		}
		if err := out.Encode(map[string]string{"name": command.Name, "args": command.Args}); err != nil {
			return err
		}
	}
	_, err = api.FormatParams(parameters)
	return err
}
