using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ZioExchange.Broker.Hosting;

/// <summary>Ends the connection with the answer to a form that is refused as a whole: it may have broken off, and then nobody knows where the next request would begin.</summary>
internal sealed class EndAfterUnreadForm : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Response.Headers.Connection = "close";
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
