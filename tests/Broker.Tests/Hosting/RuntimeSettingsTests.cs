using System.Text.Json;
using Xunit;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>What the project file asks of the runtime is what the program is started with: a property whose name is misspelt changes nothing and says nothing.</summary>
public sealed class RuntimeSettingsTests
{
    [Theory]
    [InlineData("System.GC.Server", true)]
    [InlineData("System.Globalization.Invariant", true)]
    public void The_program_is_started_with_it(string setting, bool wanted)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "zio.runtimeconfig.json")));

        Assert.Equal(wanted, file.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty(setting).GetBoolean());
    }
}
