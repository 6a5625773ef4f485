/** What a safetensors file says about itself before its tensors begin. */
package io.github.kitrail.inference.safetensors;
