/** A script's request, checked in form and shapes, so that the worker need not check again. Every parser throws `InvalidRequest`. */
import type { EvaluateRequest, HessianRequest, SurfaceRequest, TrainRequest, VariancesRequest } from '../../model/scripts.ts';
import { parseOrRefuse } from './invalid.ts';
import { evaluateFits, hessianFits, surfaceFits, trainFits } from './partsFit.ts';
import { evaluateSchema, hessianSchema, surfaceSchema, trainSchema } from './requestSchemas.ts';

export function parseEvaluate(request: unknown): EvaluateRequest | VariancesRequest {
  const parsed = parseOrRefuse(evaluateSchema, request, 'request');
  evaluateFits(parsed);
  return parsed;
}

/** The parsed request records its steps in ascending order, each once. */
export function parseSurface(request: unknown): SurfaceRequest {
  const parsed = parseOrRefuse(surfaceSchema, request, 'request');
  surfaceFits(parsed);
  const record = [...new Set(parsed.inference.record)].sort((a, b) => a - b);
  return { ...parsed, inference: { ...parsed.inference, record } };
}

export function parseTrain(request: unknown): TrainRequest {
  const parsed = parseOrRefuse(trainSchema, request, 'request');
  trainFits(parsed);
  return parsed;
}

export function parseHessian(request: unknown): HessianRequest {
  const parsed = parseOrRefuse(hessianSchema, request, 'request');
  hessianFits(parsed);
  return parsed;
}
