// Starts aimock on a free port of loopback, prints its address, and ends with its standard input.
// Arguments: the folder that has node_modules, and the API key to ask for (empty: none).
const path = require("path");
const [folder, key] = process.argv.slice(2);
// By its CommonJS half: the other one needs a newer node than Debian 12 has.
const { LLMock } = require(path.join(folder, "node_modules", "@copilotkit", "aimock"));

const mock = new LLMock({ host: "127.0.0.1", port: 0, logLevel: "silent", ...(key ? { auth: { apiKeys: [key] } } : {}) });
mock.start().then(() => console.log(mock.url));
process.stdin.on("end", () => mock.stop().then(() => process.exit(0))).resume();
