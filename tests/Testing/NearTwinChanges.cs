using ZioExchange.Broker.ConsentRegister;

namespace ZioExchange.Testing;

/// <summary>Small changes to a key: what a mistyped letter, a lost space, a mixed-up file or somebody who guesses makes of it.</summary>
public static class NearTwinChanges
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly string[] Spaces = [" ", "\t", "\u00A0", "\u200B", "\0"];

    public static IReadOnlyList<string> Kinds { get; } =
        ["two digits", "one character", "case", "a space", "a character more or less", "two neighbours swapped", "another system", "another party", "another form of the digits"];

    /// <summary>The key after a change of this kind, as this party would ask it.</summary>
    public static NearTwinKey Of(string kind, NearTwinKey key, IReadOnlyList<NearTwinKey> all, Random random) => kind switch
    {
        "two digits" => key with { Value = Digit(Digit(key.Value, random), random) },
        "one character" => key with { Value = Letter(key.Value, random) },
        "case" => key with { Value = Flip(key.Value, random) },
        "a space" => key with { Value = key.Value.Insert(random.Next(key.Value.Length + 1), Spaces[random.Next(Spaces.Length)]) },
        "a character more or less" => key with { Value = random.Next(2) == 0 ? key.Value[..^1] : key.Value + Letters[random.Next(Letters.Length)] },
        "two neighbours swapped" => key with { Value = Swap(key.Value, random.Next(key.Value.Length - 1)) },
        "another system" => key with { System = all[random.Next(all.Count)].System is var other && other != key.System ? other : Systems.Root + "pgn" },
        "another party" => key with { Owner = all[random.Next(all.Count)].Owner },
        _ => key with { Value = string.Concat(key.Value.Select(letter => char.IsAsciiDigit(letter) ? (char)('\uFF10' + (letter - '0')) : letter)) },
    };

    /// <summary>A code of which one letter is another of those that codes are made of.</summary>
    public static string Mistyped(string code, Random random)
    {
        var place = random.Next(code.Length);
        var other = Letters[random.Next(Letters.Length)];
        return code[place] == '-' || code[place] == other ? Mistyped(code, random) : code[..place] + other + code[(place + 1)..];
    }

    /// <summary>The same code as people write it: it is meant to work.</summary>
    public static string Rewritten(string code, Random random) => random.Next(3) switch
    {
        0 => code.Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant(),
        1 => " " + code.Replace('-', ' ').Replace('0', 'o') + "\n",
        _ => code.Replace('1', 'l').Replace('0', 'O'),
    };

    private static string Digit(string value, Random random)
    {
        var places = Enumerable.Range(0, value.Length).Where(place => char.IsAsciiDigit(value[place])).ToList();
        var at = places.Count == 0 ? random.Next(value.Length) : places[random.Next(places.Count)];
        return value[..at] + (char)('0' + random.Next(10)) + value[(at + 1)..];
    }

    private static string Letter(string value, Random random)
    {
        var at = random.Next(value.Length);
        return value[..at] + Letters[random.Next(Letters.Length)] + value[(at + 1)..];
    }

    private static string Flip(string value, Random random)
    {
        var places = Enumerable.Range(0, value.Length).Where(place => char.IsAsciiLetter(value[place])).ToList();
        return places.Count == 0 ? "x" + value : string.Concat(value.Select((letter, place) => place == places[random.Next(places.Count)] || random.Next(4) == 0 ? char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter) : letter));
    }

    private static string Swap(string value, int at) => value[..at] + value[at + 1] + value[at] + value[(at + 2)..];
}
