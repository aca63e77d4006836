using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// Listings for which the SDK has no paginator, page by page. One request object goes from page to page, by which a listing without
/// an end is noticed (<see cref="PageTokens"/>).
/// </summary>
internal static class Pages
{
    /// <summary>The pages, each read when it is wanted.</summary>
    /// <param name="request">Asks for the first page.</param>
    /// <param name="read">The operation.</param>
    /// <param name="stop">Stops it.</param>
    public static async IAsyncEnumerable<TPage> OfAsync<TRequest, TPage>(
        TRequest request,
        Func<TRequest, CancellationToken, Task<TPage>> read,
        [EnumeratorCancellation] CancellationToken stop
    )
        where TRequest : AmazonWebServiceRequest
        where TPage : AmazonWebServiceResponse
    {
        TPage page;
        do
        {
            page = await read(request, stop);
            yield return page;
        } while (PageTokens.GoOn(request, page));
    }

    /// <summary>What stands on all pages.</summary>
    /// <param name="request">Asks for the first page.</param>
    /// <param name="read">The operation.</param>
    /// <param name="items">What of a page is wanted; null for nothing.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<List<TItem>> ListAsync<TRequest, TPage, TItem>(
        TRequest request,
        Func<TRequest, CancellationToken, Task<TPage>> read,
        Func<TPage, IEnumerable<TItem>?> items,
        CancellationToken stop
    )
        where TRequest : AmazonWebServiceRequest
        where TPage : AmazonWebServiceResponse
    {
        List<TItem> all = [];
        await foreach (TPage page in OfAsync(request, read, stop))
        {
            all.AddRange(items(page) ?? []);
        }

        return all;
    }
}
