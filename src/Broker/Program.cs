using ZioExchange.Broker.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddWebShell();

var app = builder.Build();
app.UseWebShell();
app.MapRazorPages();
await app.RunAsync();
