const fs = require('fs');
const path = require('path');
const kept = path.join(process.env.CACHES, process.env.INPUT_KEY.trim());
const folder = path.resolve(process.env.INPUT_PATH.trim());
if (!fs.existsSync(kept) && fs.existsSync(folder)) {
  fs.cpSync(folder, kept, { recursive: true });
  console.log(`Cache saved with key: ${process.env.INPUT_KEY}`);
}
