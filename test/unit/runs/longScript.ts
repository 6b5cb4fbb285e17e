/** A training script of so many lines, with what makes looking for entry points slow: strings, comments, trainers inside functions. */
export function longScript(lineCount: number): string {
  const block = (at: number): readonly string[] => [
    `class Layer${at}(nn.Module):`,
    `    """A layer; 'quoted' and "quoted", see trainer.train() in the docs of step ${at}."""`,
    '',
    '    def __init__(self, width, depth=3):',
    '        super().__init__()  # the usual: trainer.fit(model)',
    "        self.names = ['a', \"b\", f'{width} of {depth}']",
    '        self.first = nn.Linear(width, depth)',
    '',
    '    def forward(self, x):',
    '        for layer in range(self.depth):',
    '            x = self.first(x) + self.bias[layer] * 0.5',
    '        return x',
    '',
    `def step_${at}(model, batch, optimizer):`,
    '    loss = model(batch).mean()',
    '    loss.backward()',
    '    optimizer.step()',
    `    print(f"step {step} loss {loss.item():.4f}")`,
    '    return loss.item()',
    '',
  ];
  const lines = ['import argparse', 'import torch', 'from torch import nn', ''];
  for (let at = 0; lines.length < lineCount - 3; at++) lines.push(...block(at));
  lines.length = lineCount - 3;
  return [...lines, 'if __name__ == "__main__":', '    main()', ''].join('\n');
}
