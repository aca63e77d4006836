namespace PrivateApi.Resources;

/// <summary>Reading all pages of an answer.</summary>
internal static class PagedResults
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> pages, CancellationToken stop)
    {
        List<T> all = [];
        await foreach (T item in pages.WithCancellation(stop))
        {
            all.Add(item);
        }

        return all;
    }
}
