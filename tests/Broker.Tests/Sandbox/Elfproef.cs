namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The check on a BSN, written here again so that the generator is not its own judge.</summary>
internal static class Elfproef
{
    public static bool Passes(string bsn) =>
        bsn.Length == 9 && bsn.All(char.IsAsciiDigit)
        && (Enumerable.Range(0, 8).Sum(i => (9 - i) * (bsn[i] - '0')) - (bsn[8] - '0')) % 11 == 0;
}
