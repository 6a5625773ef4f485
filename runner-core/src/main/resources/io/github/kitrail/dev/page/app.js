// Begins here: asks the server what it serves, then shows the conversations of this browser.
import { info as askInfo } from "./api.js";
import { Conversing } from "./conversing.js";
import { byId } from "./dom.js";
import { setUpDrawers } from "./drawers.js";
import { notice } from "./notice.js";

async function start() {
  notice("");
  let info;
  try {
    info = await askInfo();
  } catch (e) {
    notice(e.message, "bad", "Try again", start);
    return;
  }
  byId("composer-text").disabled = false;
  new Conversing(info).start();
}

setUpDrawers();
byId("composer-text").disabled = true;
start();
