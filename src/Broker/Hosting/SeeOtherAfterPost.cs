using Microsoft.AspNetCore.Mvc.Filters;

namespace ZioExchange.Broker.Hosting;

/// <summary>A page that redirects after a form says 303: fetch the next page, never send the form again (RFC 9110, 15.4.4).</summary>
internal sealed class SeeOtherAfterPost : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        if (HttpMethods.IsPost(request.Method) && response is { StatusCode: StatusCodes.Status302Found, HasStarted: false })
        {
            response.StatusCode = StatusCodes.Status303SeeOther;
        }
    }
}
