// Checks a SLSA provenance v1 predicate against its published schema, in-toto's protobuf definition: unknown fields and
// other types are errors, and so is what the definition's own validator finds.
package main

import (
	"fmt"
	"os"

	provenance "github.com/in-toto/attestation/go/predicates/provenance/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var predicate provenance.Provenance
	if err := protojson.Unmarshal(text, &predicate); err != nil {
		return err
	}
	return predicate.Validate()
}
