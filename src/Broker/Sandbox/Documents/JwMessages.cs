namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The iJw messages that a gemeente holds about one child, oldest first: toewijzing, start, and stop when the help has ended.</summary>
public static class JwMessages
{
    public static IEnumerable<(string Kind, byte[] Content)> Of(SandboxRegion region, SandboxChild child)
    {
        if (!child.Care.Jeugdhulp)
        {
            yield break;
        }

        yield return ("JW301", Jw301Document.Write(region, child));
        yield return ("JW305", Jw305Document.Write(region, child));

        if (child.Care.Stopped)
        {
            yield return ("JW307", Jw307Document.Write(region, child));
        }
    }
}
