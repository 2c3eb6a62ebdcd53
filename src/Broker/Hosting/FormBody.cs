using ZioExchange.Broker.Hosting.Load;

namespace ZioExchange.Broker.Hosting;

/// <summary>Reads a form that a program sends: of the one media type that is asked for, with bounded names, values and number of them.</summary>
internal static class FormBody
{
    public const string MediaType = "application/x-www-form-urlencoded";

    public static bool IsForm(HttpRequest request) => BodyReader.HasMediaType(request, MediaType);

    /// <returns>Null for what is no form: too many fields, a name that is too long, NUL.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await WorkPlace.WaitedAsync(new ValueTask<IFormCollection>(request.ReadFormAsync(ct)));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
