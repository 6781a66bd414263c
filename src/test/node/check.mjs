// Talks to a running gateway with the unmodified OpenAI client for Node; prints one line a check and fails on the first wrong one.
// usage: SALLYPORT_URL=… SALLYPORT_TOKEN=… SALLYPORT_REFUSED_TOKEN=… node check.mjs
import assert from "node:assert/strict";
import OpenAI from "openai";

const { SALLYPORT_URL: url, SALLYPORT_TOKEN: token, SALLYPORT_REFUSED_TOKEN: refused } = process.env;
const client = (apiKey) => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
const ask = { model: "halden-local", messages: [{ role: "user", content: "What is the budget of the Rotterdam office move?" }] };
const check = async (name, work) => {
  await work();
  console.log(`ok ${name}`);
};
const failure = async (work) => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  assert.fail("expected an error");
};

await check("lists models", async () => {
  const ids = [];
  for await (const model of client(token).models.list()) ids.push(model.id);
  assert.ok(ids.includes("halden-local"), ids.join());
});

await check("chats, with citations", async () => {
  const completion = await client(token).chat.completions.create(ask);
  assert.match(completion.choices[0].message.content, /EUR 4\.2 million/);
  assert.equal(completion.choices[0].finish_reason, "stop");
  assert.ok(completion.citations.some((citation) => citation.id === "rotterdam-move-budget"));
  assert.ok(completion.usage.total_tokens > 0);
});

await check("streams what it would have said whole", async () => {
  const whole = await client(token).chat.completions.create(ask);
  const stream = await client(token).chat.completions.create({ ...ask, stream: true, stream_options: { include_usage: true } });
  let text = "";
  let citations;
  let usage;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? "";
    citations ??= chunk.citations;
    usage ??= chunk.usage;
  }
  assert.equal(text, whole.choices[0].message.content);
  assert.deepEqual(citations, whole.citations);
  assert.ok(usage.total_tokens > 0);
});

await check("streams through the helper that assembles messages", async () => {
  const final = await client(token).chat.completions.stream(ask).finalChatCompletion();
  assert.equal(final.choices[0].message.role, "assistant");
  assert.match(final.choices[0].message.content, /EUR 4\.2 million/);
});

await check("leaves a stream", async () => {
  const stream = await client(token).chat.completions.create({ ...ask, stream: true });
  for await (const chunk of stream) {
    assert.ok(chunk.id);
    break;
  }
});

await check("reads a missing token", async () => {
  const error = await failure(() => client("not-a-token").chat.completions.create(ask));
  assert.equal(error.status, 401);
  assert.equal(error.code, "unauthorized");
});

await check("reads a refusal with its reason", async () => {
  const error = await failure(() => client(refused).chat.completions.create(ask));
  assert.equal(error.status, 403);
  assert.equal(error.code, "denied");
  assert.match(error.message, /multi-factor/i);
  assert.ok(error.requestID);
});

await check("reads an unknown model", async () => {
  const error = await failure(() => client(token).chat.completions.create({ ...ask, model: "no-such-model" }));
  assert.equal(error.status, 404);
  assert.equal(error.code, "not-found");
});

await check("reads which field is wrong", async () => {
  const error = await failure(() => client(token).chat.completions.create({ ...ask, temperature: 7 }));
  assert.equal(error.status, 400);
  assert.equal(error.param, "temperature");
});

await check("reads that tools are not supported", async () => {
  const tools = [{ type: "function", function: { name: "f", parameters: {} } }];
  const error = await failure(() => client(token).chat.completions.create({ ...ask, tools }));
  assert.equal(error.status, 400);
  assert.equal(error.param, "tools");
});

console.log("conformance: all checks passed");
