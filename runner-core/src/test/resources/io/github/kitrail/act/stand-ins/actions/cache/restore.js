const fs = require('fs');
const path = require('path');
const kept = path.join(process.env.CACHES, process.env.INPUT_KEY.trim());
const hit = fs.existsSync(kept);
if (hit) {
  fs.cpSync(kept, path.resolve(process.env.INPUT_PATH.trim()), { recursive: true });
}
fs.appendFileSync(process.env.GITHUB_OUTPUT, `cache-hit=${hit}\n`);
console.log(hit ? `Cache restored from key: ${process.env.INPUT_KEY}` : `Cache not found for input keys: ${process.env.INPUT_KEY}`);
