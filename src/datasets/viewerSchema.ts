/** What the Hub’s viewer answers, as far as it is used: https://github.com/huggingface/dataset-viewer, docs/source/openapi.json. */
import * as z from 'zod';

export const validSchema = z.object({ viewer: z.boolean().default(false), preview: z.boolean().default(false) });

export const splitsSchema = z.object({
  splits: z.array(z.object({ config: z.string(), split: z.string() })),
  pending: z.array(z.unknown()).nullish(),
  failed: z.array(z.object({ config: z.string().nullish(), error: z.object({ error: z.string().nullish() }).nullish() })).nullish(),
});

export const sizeSchema = z.object({
  size: z.object({
    splits: z.array(
      z.object({
        config: z.string(),
        split: z.string(),
        num_rows: z.number(),
        estimated_num_rows: z.number().nullish(),
        num_bytes_parquet_files: z.number().nullish(),
      }),
    ),
  }),
  partial: z.boolean().nullish(),
});

const feature = z.object({ feature_idx: z.number().optional(), name: z.string(), type: z.unknown() });
const row = z.object({ row_idx: z.number(), row: z.record(z.string(), z.unknown()), truncated_cells: z.array(z.string()).nullish() });

export const rowsSchema = z.object({
  features: z.array(feature),
  rows: z.array(row),
  num_rows_total: z.number().nullish(),
  partial: z.boolean().nullish(),
});

export const parquetSchema = z.object({
  parquet_files: z.array(z.object({ config: z.string(), split: z.string(), url: z.string(), filename: z.string(), size: z.number() })),
  partial: z.boolean().nullish(),
});

export const infoSchema = z.object({
  dataset_info: z.record(z.string(), z.unknown()),
  partial: z.boolean().nullish(),
});

export const statisticsSchema = z.object({
  num_examples: z.number(),
  statistics: z.array(
    z.object({
      column_name: z.string(),
      column_type: z.string(),
      column_statistics: z
        .object({
          nan_count: z.number().nullish(),
          frequencies: z.record(z.string(), z.number()).nullish(),
          min: z.union([z.number(), z.string()]).nullish(),
          max: z.union([z.number(), z.string()]).nullish(),
          mean: z.union([z.number(), z.string()]).nullish(),
        })
        .nullish(),
    }),
  ),
  partial: z.boolean().nullish(),
});

/** `GET /api/datasets/{id}`. The card is what its owner wrote: nothing of it is certain. */
export const repoSchema = z.object({
  id: z.string(),
  sha: z.string().nullish(),
  private: z.boolean().nullish(),
  gated: z.union([z.boolean(), z.string()]).nullish(),
  description: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  cardData: z.record(z.string(), z.unknown()).nullish(),
});

export const treeSchema = z.array(z.object({ type: z.string(), path: z.string(), size: z.number().nullish() }));

export const cardConfigsSchema = z.array(
  z.object({
    config_name: z.string().nullish(),
    data_files: z
      .union([
        z.string(),
        z.array(z.union([z.string(), z.object({ split: z.string(), path: z.union([z.string(), z.array(z.string())]) })])),
      ])
      .nullish(),
    data_dir: z.string().nullish(),
    default: z.boolean().nullish(),
  }),
);
