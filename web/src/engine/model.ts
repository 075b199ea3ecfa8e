// The model in use: what the questions say and what its parts are called. Read
// from the engine and kept, so that questions can be read without a network.
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import type { Grade } from "@/gen/cmmm/v1/answers_pb";
import type {
  LocalizedText,
  ModelDefinition,
  RequirementDefinition,
} from "@/gen/cmmm/v1/model_pb";
import { NotApplicablePolicy } from "@/gen/cmmm/v1/model_pb";
import {
  GetModelResponseSchema,
  type GetModelResponse,
} from "@/gen/cmmm/v1/model_service_pb";
import { models } from "@/engine/client";
import { readModel, writeModel } from "@/store/database";

export interface Part {
  id: string;
  name: LocalizedText;
}

export interface Domain extends Part {
  element: Part;
  excludable: boolean;
}

export interface Model {
  id: string;
  version: string;
  definition: ModelDefinition;
  requirements: Map<string, RequirementDefinition>;
  domains: Domain[];
  /** By sub-domain. */
  domainOf: Map<string, Domain>;
  subdomains: Map<string, Part>;
  grades: Map<Grade, LocalizedText>;
  /** When to choose a grade; empty where the model does not say. */
  meanings: Map<Grade, LocalizedText>;
}

const NOWHERE: LocalizedText = {
  $typeName: "cmmm.v1.LocalizedText",
  zh: "",
  en: "",
};

/** A text that a model must have, or nothing. */
export function textOf(text: LocalizedText | undefined): LocalizedText {
  return text ?? NOWHERE;
}

function describe(definition: ModelDefinition): Model {
  const model: Model = {
    id: definition.id,
    version: definition.version,
    definition,
    requirements: new Map(definition.requirements.map((r) => [r.id, r])),
    domains: [],
    domainOf: new Map(),
    subdomains: new Map(),
    grades: new Map(definition.grades.map((g) => [g.grade, textOf(g.name)])),
    meanings: new Map(
      definition.grades.map((g) => [g.grade, textOf(g.definition)]),
    ),
  };
  for (const { id, name, domains } of definition.elements) {
    const element = { id, name: textOf(name) };
    for (const domain of domains) {
      const { id, name, excludable } = domain;
      const known = { id, name: textOf(name), excludable, element };
      model.domains.push(known);
      for (const part of domain.subdomains) {
        model.domainOf.set(part.id, known);
        model.subdomains.set(part.id, { id: part.id, name: textOf(part.name) });
      }
    }
  }
  return model;
}

/** Whether the question may be answered with "does not apply". */
export function mayNotApply(model: Model, requirement: string): boolean {
  const policy = model.definition.policies?.notApplicable;
  return (
    policy !== NotApplicablePolicy.REFUSE &&
    (model.requirements.get(requirement)?.mayBeNotApplicable ?? false)
  );
}

const known = new Map<string, Model>();

/** What a question asks, in any model that was read; undefined: none is known. */
export function findStatement(requirement: string): LocalizedText | undefined {
  for (const model of known.values()) {
    const found = model.requirements.get(requirement)?.statement;
    if (found) return found;
  }
  return undefined;
}

/**
 * Keeps it where that is possible; it is no fault where it is not. What is kept
 * already, by its digest, is not written again.
 */
async function keep(response: GetModelResponse): Promise<void> {
  const { id = "", version = "", digest = "" } = response.model ?? {};
  const keys = [`${id}@${version}`, "@"];
  const kept = await Promise.all(keys.map(readModel));
  const missing = keys.filter((_key, at) => kept[at]?.digest !== digest);
  if (missing.length === 0) return;
  const bytes = toBinary(GetModelResponseSchema, response);
  for (const key of missing) await writeModel({ key, digest, bytes });
}

async function fetchModel(
  id: string,
  version: string,
): Promise<GetModelResponse> {
  try {
    const response = await models.getModel({ model: { id, version } });
    // What is shown comes first.
    setTimeout(() => void keep(response).catch(() => undefined));
    return response;
  } catch (error) {
    const kept = await readModel(`${id}@${version}`).catch(() => undefined);
    if (!kept) throw error;
    return fromBinary(GetModelResponseSchema, kept.bytes);
  }
}

/**
 * The model of that id and version; without them the newest the server has.
 * Without a network, the one that was used last. Throws what the client
 * throws.
 */
export async function loadModel(id = "", version = ""): Promise<Model> {
  const name = `${id}@${version}`;
  const found = known.get(name);
  if (found) return found;
  const { definition } = await fetchModel(id, version);
  if (!definition) throw new Error("a model without a definition");
  const model = describe(definition);
  known.set(name, model);
  known.set(`${model.id}@${model.version}`, model);
  return model;
}
