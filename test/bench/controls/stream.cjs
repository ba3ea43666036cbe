'use strict';
// The least a node:http server can do for an event stream: the whole of it in one buffer, made once.
// Argument: a JSON file with `answers`, of which the first, `{headers, body}`, is sent.
const http = require('node:http');
const { readFileSync } = require('node:fs');

const [{ headers, body }] = JSON.parse(readFileSync(process.argv[2], 'utf8')).answers;
const stream = Buffer.from(body);

const server = http.createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, headers);
    response.end(stream);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/v1\n`));
