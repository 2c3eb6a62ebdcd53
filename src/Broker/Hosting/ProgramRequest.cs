namespace ZioExchange.Broker.Hosting;

/// <summary>Tells requests of programs, which are bounded in number and time, from pages, health, metrics and the log's public files.</summary>
internal static class ProgramRequest
{
    private static readonly PathString[] Roots = ["/fhir", "/api", "/access", "/connect"];

    public static bool IsOfProgram(this HttpRequest request)
    {
        foreach (var root in Roots)
        {
            if (request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
