using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Tests.Hosting;

public sealed class WebShellTests
{
    [Fact]
    public async Task Browsers_are_told_to_come_over_https_for_a_year_and_to_every_subdomain()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddWebShell();
        await using var app = builder.Build();
        var hsts = app.Services.GetRequiredService<IOptions<HstsOptions>>().Value;

        Assert.True(hsts.MaxAge >= TimeSpan.FromDays(365));
        Assert.True(hsts.IncludeSubDomains);
    }
}
