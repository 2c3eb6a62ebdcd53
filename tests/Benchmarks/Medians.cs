namespace ZioExchange.Benchmarks;

/// <summary>Numbers of several rounds, kept by name.</summary>
internal sealed class Medians
{
    private readonly Dictionary<string, List<double>> _rounds = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _rounds.Keys;

    public void Add(string name, double number)
    {
        if (!_rounds.TryGetValue(name, out var numbers))
        {
            _rounds[name] = numbers = [];
        }

        numbers.Add(number);
    }

    public double Of(string name) => Middle(_rounds[name]);

    /// <param name="name">Which numbers.</param>
    /// <param name="part">How many of them are below, such as 0.99.</param>
    public double At(string name, double part) => _rounds[name].Order().ElementAt((int)(_rounds[name].Count * part));

    public (double Least, double Most) Spread(string name) => (_rounds[name].Min(), _rounds[name].Max());

    /// <summary>The median of the ratios within each round: what disturbs a round disturbs both.</summary>
    public double Ratio(string of, string to) => Middle([.. _rounds[of].Zip(_rounds[to], (a, b) => a / b)]);

    private static double Middle(List<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
