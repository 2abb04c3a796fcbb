namespace CallImport.Infrastructure.Queue;

/// <returns>chance, 0 ≤ x &lt; 1</returns>
internal delegate double Jitter();
