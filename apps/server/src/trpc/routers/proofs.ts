import {
  compareInput,
  compareOutput,
  datasetsOutput,
  proofInput,
  proofTradesInput,
  proofTradesOutput,
  proofView,
} from "@boltz/contract";
import { compareStrategies, getProof, listDatasets, listProofTrades } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const proofs = router({
  get: procedure.input(proofInput).output(proofView).query(getProof),
  trades: procedure.input(proofTradesInput).output(proofTradesOutput).query(listProofTrades),
  compare: procedure.input(compareInput).output(compareOutput).query(compareStrategies),
  datasets: procedure.output(datasetsOutput).query(listDatasets),
});
