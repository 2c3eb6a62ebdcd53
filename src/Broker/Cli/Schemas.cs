namespace ZioExchange.Broker.Cli;

/// <summary>Where verbs without a broker find the folder <c>schemas</c>.</summary>
internal static class Schemas
{
    public static string Folder => VerbSettings.Of("Schemas:Path") ?? Path.Combine(AppContext.BaseDirectory, "schemas");
}
