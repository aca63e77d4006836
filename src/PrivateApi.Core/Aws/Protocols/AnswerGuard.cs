using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PrivateApi.Aws.Pipeline;

namespace PrivateApi.Aws.Protocols;

/// <summary>Surrounds the reading of answers: what a reader throws over an invalid answer becomes a failure of ours.</summary>
internal sealed class AnswerGuard : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("Calls are asynchronous, so that Ctrl+C can stop them.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (Exception e) when (IsReaders(e))
        {
            IRequestContext context = executionContext.RequestContext;
            throw AnswerException.Unreadable(
                $"of {context.ServiceMetaData.ServiceId} to {SessionPipeline.OperationOf(context)}",
                (e.InnerException ?? e).Message,
                e
            );
        }
    }

    // What the SDK's readers and our own throw over texts: invalid JSON or XML, an invalid number or date, an element in place of a text.
    private static bool IsReaders(Exception e) =>
        e
            is AmazonUnmarshallingException
                or JsonException
                or XmlException
                or FormatException
                or OverflowException
                or InvalidCastException
                or ArgumentException
                or InvalidDataException
                or NullReferenceException
        || e.GetType() == typeof(AmazonClientException);
}
