// What GitHub's own editor says about workflows and action.yml files: @actions/languageservice, told where the actions and
// the reusable workflows of this repository are. tools/peers bundles it with its library into one program.
//   usage: languageservice ROOT FILE...     ROOT is the repository; prints one line for each finding, and ends with 1 if any
import {readFileSync, existsSync} from "node:fs";
import {join} from "node:path";
import {registerLogger, validate} from "@actions/languageservice";
import {TextDocument} from "vscode-languageserver-textdocument";
import {parse} from "yaml";

const [root, ...files] = process.argv.slice(2);
const severities = ["", "error", "warning", "information", "hint"];
const ours = (owner, name) => owner === "kitrail" && name === "kitrail";

const config = {
  // The actions of others are there; what they take is for their own tests.
  actionsMetadataProvider: {
    async fetchActionMetadata(action) {
      if (!ours(action.owner, action.name)) {
        return {name: action.name, description: ""};
      }
      const file = join(root, action.path ?? "", "action.yml");
      return existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined;
    }
  },
  fileProvider: {
    async getFileContent(file) {
      if ("owner" in file && !ours(file.owner, file.repository)) {
        throw new Error(`${file.owner}/${file.repository} is not here`);
      }
      return {name: file.path, content: readFileSync(join(root, file.path), "utf8")};
    }
  }
};

let found = 0;

function tell(line) {
  found++;
  console.log(line);
}

// What it could not check it only logs.
registerLogger({error: tell, warn: tell, info() {}, log() {}});

async function check(file) {
  const document = TextDocument.create(file, "yaml", 1, readFileSync(file, "utf8"));
  for (const {message, range, severity = 1} of await validate(document, config)) {
    tell(`${file}:${range.start.line + 1}:${range.start.character + 1}: ${severities[severity]}: ${message}`);
  }
}

async function main() {
  for (const file of files) {
    await check(file);
  }
  process.exitCode = found > 0 ? 1 : 0;
}

main();
