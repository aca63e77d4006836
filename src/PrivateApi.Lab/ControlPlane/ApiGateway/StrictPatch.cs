namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// How resources, models, validators, authorizers, API keys and usage plans refuse patch operations: they list the paths that can
/// be replaced (two spaces after "path" are the service's own).
/// </summary>
internal static class StrictPatch
{
    /// <summary>Allows only replacements of these paths.</summary>
    public static void Only(PatchOperation operation, params string[] paths)
    {
        if (operation.Op != "replace")
        {
            throw ApiFault.BadRequest(
                $"Invalid patch path  '{operation.Path}' specified for op '{operation.Op}'. Please choose supported operations"
            );
        }

        if (!paths.Contains(operation.Path))
        {
            throw ApiFault.BadRequest(
                $"Invalid patch path  '{operation.Path}' specified for op '{operation.Op}'. Must be one of: [{string.Join(", ", paths)}]"
            );
        }
    }
}
