// Makes `current.json` from the type definitions of Stripe's package for Node, which describe the
// newest version of the API: what each call takes, and what it answers.
//
// node current.mjs PACKAGE TYPESCRIPT
//
// PACKAGE is the folder of `stripe` (MIT: LICENSE-stripe-node), TYPESCRIPT that of the compiler:
// tests/sdk/node/node_modules/stripe and ui/node_modules/typescript. What the package describes is newer
// than the API version that we speak by what Stripe added since, which every version gets. The result
// has the form of `described.json`: plain JSON Schema, in which an object takes no fields but those
// that are described.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const [packageFolder, compilerFolder] = process.argv.slice(2).map((one) => path.resolve(one));
const ts = createRequire(import.meta.url)(compilerFolder);

// The resources of which the practice store has routes, and those that its objects name.
const OWN =
  `Accounts Applications Balance BalanceTransactions BalanceTransactionSources BankAccounts
Cards Charges Checkout/Sessions ConfirmationTokens Coupons Customers CustomerSources Discounts Disputes Events
FileLinks Files InvoiceItems InvoiceLineItems InvoicePayments Invoices LineItems Mandates
PaymentIntents PaymentLinks PaymentMethods Payouts Plans Prices Products PromotionCodes
Radar/EarlyFraudWarnings Refunds Reviews ShippingRates SubscriptionItems Subscriptions
TaxCodes TaxIds TaxRates TestHelpers/ConfirmationTokens
  TestHelpers/Refunds Tokens WebhookEndpoints`.split(/\s+/);
const NO_ROUTES = new Set([
  'Applications',
  'BankAccounts',
  'Cards',
  'Plans',
  'TaxCodes',
  'TaxRates',
]);
// What hangs on an account or a customer, and is of no use to payment links.
const ASIDE =
  /^GET \/v1\/accounts\/{}\/(capabilities|persons)|^(POST|DELETE) \/v1\/account|\/{}\/(cash_balance|balance_|funding|features|amount_details)/;

const folder = path.join(packageFolder, 'cjs');
const fileOf = (name, ending) => path.join(folder, 'resources', `${name}${ending}`);
const program = ts.createProgram(
  OWN.map((name) => fileOf(name, '.d.ts')),
  {
    noLib: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
);
const checker = program.getTypeChecker();

const definitions = {};
const paths = {};
const events = {};

/** Whether a declaration stands in a file of ours. */
function isOwn(declaration) {
  const file = path.relative(path.join(folder, 'resources'), declaration.getSourceFile().fileName);
  return OWN.includes(file.replace(/\.d\.ts$/, ''));
}

/** `Checkout.Session.Consent`: the folder, and the names from outside in. */
function nameOf(declaration) {
  const names = [];
  for (let node = declaration; node !== undefined; node = node.parent) {
    if (
      node.name !== undefined &&
      (ts.isInterfaceDeclaration(node) || ts.isModuleDeclaration(node))
    ) {
      names.unshift(node.name.text);
    }
  }
  const inside = path.relative(
    path.join(folder, 'resources'),
    path.dirname(declaration.getSourceFile().fileName),
  );
  const prefix = inside === '' || inside.startsWith('..') ? '' : `${inside}.`;
  return `${prefix}${names.join('.')}`;
}

function declarationOf(reference) {
  let symbol = checker.getSymbolAtLocation(reference.typeName);
  if (symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias)
    symbol = checker.getAliasedSymbol(symbol);
  const isType = (one) =>
    ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one) || ts.isClassDeclaration(one);
  return symbol?.declarations?.find(isType);
}

const LISTED = (item) => ({
  type: 'object',
  properties: {
    object: { enum: ['list'] },
    data: { type: 'array', items: item },
    has_more: { type: 'boolean' },
    url: { type: 'string' },
  },
  required: ['object', 'data', 'has_more', 'url'],
  additionalProperties: false,
});

const SEARCHED = (item) => ({
  type: 'object',
  properties: {
    object: { enum: ['search_result'] },
    data: { type: 'array', items: item },
    has_more: { type: 'boolean' },
    next_page: { type: ['string', 'null'] },
    total_count: { type: 'number' },
    url: { type: 'string' },
  },
  required: ['object', 'data', 'has_more', 'next_page', 'url'],
  additionalProperties: false,
});

function referred(node) {
  const name = node.typeName.getText();
  const inner = (index = 0) => schemaOf(node.typeArguments[index]);
  switch (name) {
    case 'Array':
      return { type: 'array', items: inner() };
    case 'ApiList':
      return LISTED(inner());
    case 'ApiSearchResult':
      return SEARCHED(inner());
    case 'Emptyable':
      return union([{ type: 'null' }, { enum: [''] }, inner()]);
    case 'Decimal':
      return { type: 'string' };
    // What Stripe may add tomorrow: it is to be noticed.
    case 'OtherString':
      return null;
    case 'FileData':
    case 'Date':
      return {};
    case 'Partial':
      return { type: 'object' };
  }
  const declaration = declarationOf(node);
  if (declaration === undefined) throw new Error(`${name} is not declared`);
  if (ts.isTypeAliasDeclaration(declaration)) return schemaOf(declaration.type);
  const isShared = path.basename(declaration.getSourceFile().fileName) === 'shared.d.ts';
  if (!isShared && !isOwn(declaration)) return { type: 'object' };
  return { $ref: `#/$defs/${define(declaration)}` };
}

/** One schema of several: words together, types together, the rest as alternatives. */
function union(schemas) {
  const words = [];
  const types = new Set();
  const others = [];
  for (const one of schemas.flatMap((schema) => schema?.anyOf ?? [schema])) {
    if (one === null) continue;
    const keys = Object.keys(one).join();
    if (keys === 'enum') words.push(...one.enum);
    else if (keys === 'type') [one.type].flat().forEach((type) => types.add(type));
    else if (!others.some((other) => JSON.stringify(other) === JSON.stringify(one)))
      others.push(one);
  }
  if (words.length > 0 && others.length === 0 && [...types].every((type) => type === 'null')) {
    return { enum: [...words, ...(types.has('null') ? [null] : [])] };
  }
  // Where any text will do, words say no more.
  if (words.length > 0 && !types.has('string')) others.unshift({ enum: words });
  if (types.size > 0) others.push({ type: types.size === 1 ? [...types][0] : [...types] });
  return others.length === 1 ? others[0] : { anyOf: others };
}

function schemaOf(node) {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    case ts.SyntaxKind.AnyKeyword:
    case ts.SyntaxKind.UnknownKeyword:
      return {};
  }
  if (ts.isLiteralTypeNode(node)) {
    const { literal } = node;
    if (literal.kind === ts.SyntaxKind.NullKeyword) return { type: 'null' };
    if (literal.kind === ts.SyntaxKind.TrueKeyword) return { enum: [true] };
    if (literal.kind === ts.SyntaxKind.FalseKeyword) return { enum: [false] };
    return { enum: [ts.isNumericLiteral(literal) ? Number(literal.text) : literal.text] };
  }
  if (ts.isUnionTypeNode(node)) return union(node.types.map(schemaOf));
  if (ts.isParenthesizedTypeNode(node)) return schemaOf(node.type);
  if (ts.isArrayTypeNode(node)) return { type: 'array', items: schemaOf(node.elementType) };
  if (ts.isTypeReferenceNode(node)) return referred(node);
  if (ts.isTypeLiteralNode(node)) return objectOf(node.members, []);
  throw new Error(`${node.getText()} is of a kind that is not known here`);
}

/** The members of an interface, with those of the interfaces that it extends. */
function objectOf(members, above) {
  const properties = {};
  const required = [];
  let free = members.length === 0 && above.length === 0 ? {} : false;
  for (const member of [...above, ...members]) {
    if (ts.isIndexSignatureDeclaration(member)) {
      free = schemaOf(member.type);
    } else if (ts.isPropertySignature(member)) {
      const name = member.name.text;
      // `deleted?: void` tells an object that is there from a deleted one.
      if (member.type.kind === ts.SyntaxKind.VoidKeyword) continue;
      properties[name] = schemaOf(member.type);
      if (member.questionToken === undefined) required.push(name);
    }
  }
  const kept = Object.keys(properties).length === 0 ? {} : { properties };
  return {
    type: 'object',
    ...kept,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: free,
  };
}

function membersAbove(declaration) {
  const extended = (declaration.heritageClauses ?? []).flatMap((clause) => clause.types);
  return extended.flatMap((type) => {
    let symbol = checker.getSymbolAtLocation(type.expression);
    if (symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    const above = symbol.declarations.find(ts.isInterfaceDeclaration);
    return [...membersAbove(above), ...above.members];
  });
}

/** An event of each type is one more interface; what they have in common is one definition. */
function isOfOneType(declaration) {
  return (declaration.heritageClauses ?? []).some((clause) =>
    clause.getText().includes('EventBase'),
  );
}

function define(given) {
  const base = () => given.getSourceFile().statements.find((one) => one.name?.text === 'EventBase');
  const declaration = isOfOneType(given) ? base() : given;
  const name = nameOf(declaration);
  if (!(name in definitions)) {
    definitions[name] = {};
    definitions[name] = objectOf(declaration.members, membersAbove(declaration));
  }
  return name;
}

/** The method and path of each call, as the package's code says them. */
function requests(name) {
  const source = ts.createSourceFile(
    name,
    readFileSync(fileOf(name, '.js'), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = new Map();
  const look = (node, where) => {
    const here =
      ts.isClassDeclaration(node) || ts.isMethodDeclaration(node)
        ? [...where, node.name.text]
        : where;
    if (ts.isCallExpression(node) && node.expression.getText().endsWith('._makeRequest')) {
      const [method, address] = node.arguments;
      const text = address
        .getText()
        .slice(1, -1)
        .replace(/\$\{[^}]*\}/g, '{}');
      found.set(here.join('.'), `${method.text} ${text}`);
    }
    ts.forEachChild(node, (child) => look(child, here));
  };
  look(source, []);
  return found;
}

/** `Response<T>` or `ApiListPromise<T>`, inside a promise. */
function answered(type) {
  const name = type.typeName.getText();
  const inner = type.typeArguments?.[0];
  if (name === 'Promise' || name === 'Response') {
    return ts.isTypeReferenceNode(inner) &&
      ['Response', 'Promise'].includes(inner.typeName.getText())
      ? answered(inner)
      : schemaOf(inner);
  }
  if (name === 'ApiListPromise') return LISTED(schemaOf(inner));
  if (name === 'ApiSearchResultPromise') return SEARCHED(schemaOf(inner));
  throw new Error(`${type.getText()} is no answer that is known here`);
}

function parametersOf(method) {
  const given = method.parameters.find((one) => one.name.getText() === 'params');
  if (given === undefined) return {};
  const declaration = declarationOf(given.type);
  return objectOf(declaration.members, membersAbove(declaration)).properties ?? {};
}

function describeCalls(name) {
  const calls = requests(name);
  const source = program.getSourceFile(fileOf(name, '.d.ts'));
  for (const declared of source.statements.filter(ts.isClassDeclaration)) {
    for (const method of declared.members.filter(ts.isMethodDeclaration)) {
      const call = calls.get(`${declared.name.text}.${method.name.getText()}`);
      if (call === undefined || ASIDE.test(call)) continue;
      paths[call] = { answer: answered(method.type), parameters: parametersOf(method) };
    }
  }
}

/** Every object that says what it is, whether a call answers with it or not. */
function describeObjects(name) {
  const source = program.getSourceFile(fileOf(name, '.d.ts'));
  for (const declaration of source.statements.filter(ts.isInterfaceDeclaration)) {
    const says = declaration.members.find((one) => one.name?.text === 'object');
    if (says !== undefined && ts.isLiteralTypeNode(says.type)) define(declaration);
  }
}

/** Which object an event of each type tells of. */
function describeEvents() {
  const statements = program.getSourceFile(fileOf('Events', '.d.ts')).statements;
  const objects = new Map();
  for (const space of statements.filter(ts.isModuleDeclaration)) {
    const data = space.body.statements.find(
      (one) => one.name?.text === 'Data' && ts.isInterfaceDeclaration(one),
    );
    const object = data?.members.find((one) => one.name?.text === 'object');
    if (object !== undefined) objects.set(space.name.text, object.type);
  }
  for (const event of statements.filter(ts.isInterfaceDeclaration).filter(isOfOneType)) {
    const type = event.members.find((one) => one.name?.text === 'type').type.literal.text;
    const object = objects.get(event.name.text);
    if (object !== undefined) events[type] = schemaOf(object);
  }
}

/** One line for each entry, so that a difference can be read. */
function lines(entries) {
  const rows = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{\n${rows.map(([key, entry]) => `${JSON.stringify(key)}: ${JSON.stringify(entry)}`).join(',\n')}\n}`;
}

OWN.forEach(describeObjects);
describeEvents();
OWN.filter((name) => !NO_ROUTES.has(name)).forEach(describeCalls);
const version = /"([^"]+)"/.exec(readFileSync(path.join(folder, 'apiVersion.d.ts'), 'utf8'))[1];
const text = `{\n"version": "${version}",\n"events": ${lines(events)},
"paths": ${lines(paths)},\n"$defs": ${lines(definitions)}\n}\n`;
writeFileSync(new URL('current.json', import.meta.url), text);
