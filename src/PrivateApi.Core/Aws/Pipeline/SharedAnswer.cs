using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// The outermost handler: below it every call has the same type of answer. The SDK's handlers are generic methods, so each type of answer
/// would make the runtime build a dozen of them anew, which a new process pays for at the first call of each operation.
/// </summary>
internal sealed class SharedAnswer : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("Calls are asynchronous, so that Ctrl+C can stop them.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
        (T)await base.InvokeAsync<AmazonWebServiceResponse>(executionContext);
}
